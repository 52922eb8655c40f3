package dev.understudy.web.openai;

import static dev.understudy.web.openai.Fields.bad;

import dev.understudy.quota.LimitChange;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import java.util.Set;

/**
 * Reads the body of {@code POST /quota}. Strict: a key that is not known or stands twice is an
 * error, since another limit than was meant would be changed. Pure.
 */
public final class LimitChangeReader {
    private static final Set<String> KNOWN = Set.of("scope", "name", "unit", "limit", "grant");
    private static final int LONGEST_NAME = 200;

    private LimitChangeReader() {}

    /**
     * What the body asks for.
     *
     * @param by who asks
     * @throws BadBodyException if it is no change that we can read
     */
    public static LimitChange read(byte[] bytes, String by) {
        var body = ChatBodyReader.strictFields(bytes);
        body.object().propertyNames().forEach(LimitChangeReader::refuseUnknown);
        var unit = unit(body);
        var name = name(body, unit);
        var limit = body.whole("limit", 0, unit.most());
        var grant = body.whole("grant", 1, unit.most());
        if ((limit == null) == (grant == null)) {
            throw bad(
                    "limit",
                    "either limit (the new limit) or grant (how much is added to it) must be given");
        }
        return limit == null
                ? new LimitChange(name, grant == null ? 1 : grant, true, by)
                : new LimitChange(name, limit, false, by);
    }

    private static void refuseUnknown(String name) {
        if (!KNOWN.contains(name)) {
            throw bad(
                    name.length() <= 32 ? name : name.substring(0, 32),
                    "only scope, name, unit, limit and grant can be given");
        }
    }

    private static LimitUnit unit(Fields body) {
        var said = body.text("unit");
        return said == null
                ? LimitUnit.REQUESTS
                : LimitUnit.of(said)
                        .orElseThrow(() -> bad("unit", "unit must be requests or tokens"));
    }

    private static LimitName name(Fields body, LimitUnit unit) {
        var said = body.text("scope");
        var scope =
                said == null
                        ? LimitScope.GLOBAL
                        : LimitScope.of(said)
                                .orElseThrow(() ->
                                        bad("scope", "scope must be global, user, key or model"));
        if (scope == LimitScope.GLOBAL) {
            if (body.find("name") != null) {
                throw bad("name", "the global limit has no name; say scope for another one");
            }
            return new LimitName(scope, "", unit);
        }
        var name = body.requiredText("name");
        if (name.length() > LONGEST_NAME || !name.equals(name.replaceAll("\\p{Cntrl}", ""))) {
            throw bad(
                    "name",
                    "name must hold 1..%d characters, none of them a control character"
                            .formatted(LONGEST_NAME));
        }
        return new LimitName(scope, name, unit);
    }
}
