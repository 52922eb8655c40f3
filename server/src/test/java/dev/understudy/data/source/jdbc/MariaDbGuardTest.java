package dev.understudy.data.source.jdbc;

import java.util.Set;

class MariaDbGuardTest extends ServerGuardTest {
    @Override
    RealServer server() {
        return RealMariaDb.get();
    }

    @Override
    Set<String> pastTheRights() {
        // Every login may change its own password.
        return Set.of("set password: changes a login");
    }

    @Override
    Set<String> pastTheSession() {
        return Set.of();
    }
}
