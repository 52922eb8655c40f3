package dev.understudy.auth.ldap;

import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * The connections of one log-in. Each reply has a time limit, and so have all of them together: a
 * server that sends a byte now and then holds nobody for ever. One thread at a time; blocks.
 */
final class DirectorySession implements AutoCloseable {
    /** A log-in takes two connections and some six replies, of which a healthy server is fast. */
    private static final int TIMEOUTS_IN_ALL = 3;

    /** An entry with its groups has some KiB; the library would read 20 MiB. */
    private static final int MOST_BYTES_OF_A_REPLY = 4 * 1024 * 1024;

    private final DirectoryOptions options;
    private final SSLContext tls;
    private final TimedSockets sockets;
    private final List<LDAPConnection> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    DirectorySession(DirectoryOptions options, SSLContext tls) {
        this.options = options;
        this.tls = tls;
        this.sockets =
                new TimedSockets(
                        options.security() == DirectorySecurity.LDAPS
                                ? tls.getSocketFactory()
                                : SocketFactory.getDefault(),
                        timeoutMillis());
        var inAll = options.timeout().multipliedBy(TIMEOUTS_IN_ALL);
        Thread.ofVirtual().name("ldap-deadline").start(() -> cutOffAfter(inAll));
    }

    private void cutOffAfter(Duration inAll) {
        try {
            if (!ended.await(inAll.toMillis(), TimeUnit.MILLISECONDS)) {
                sockets.closeAll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A connection, protected as configured. */
    LDAPConnection connect() throws UnreachableException {
        var failures = new ConnectionFailures(options);
        var connection = new LDAPConnection(sockets, connectionOptions());
        open.add(connection);
        try {
            connection.connect(options.host(), options.port(), timeoutMillis());
            if (options.security() == DirectorySecurity.START_TLS) {
                var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
                if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new UnreachableException(
                            failures.startTlsRefused(answer.getResultCode()));
                }
            }
            return connection;
        } catch (LDAPException e) {
            throw new UnreachableException(failures.reason(e), e);
        }
    }

    /** A connection that the service account has logged in on. */
    LDAPConnection connectAs(DirectoryOptions.ServiceAccount account) throws UnreachableException {
        var connection = connect();
        try {
            connection.bind(new SimpleBindRequest(account.name(), account.password()));
            return connection;
        } catch (LDAPException e) {
            throw new UnreachableException(DirectoryFailures.ofServiceAccount(options, e), e);
        }
    }

    private LDAPConnectionOptions connectionOptions() {
        var wanted = new LDAPConnectionOptions();
        wanted.setConnectTimeoutMillis(timeoutMillis());
        wanted.setResponseTimeoutMillis(timeoutMillis());
        wanted.setAbandonOnTimeout(false);
        wanted.setFollowReferrals(false); // else another server would get the password
        wanted.setUseSynchronousMode(true); // no thread for each connection
        wanted.setMaxMessageSize(MOST_BYTES_OF_A_REPLY);
        wanted.setSSLSocketVerifier(new HostCheck());
        return wanted;
    }

    private int timeoutMillis() {
        return Math.toIntExact(options.timeout().toMillis());
    }

    /** The entries below the base DN that the filter finds, up to {@code most} of them. */
    List<SearchResultEntry> search(
            LDAPConnection connection, Filter filter, int most, String... attributes)
            throws UnreachableException {
        var base = options.baseDn();
        try {
            return search(connection, base, SearchScope.SUB, filter, most, attributes);
        } catch (LDAPException e) {
            throw new UnreachableException(DirectoryFailures.ofSearch(options, base, e), e);
        }
    }

    /** The entry of that DN: one, or none where the connection may not see it. */
    List<SearchResultEntry> read(LDAPConnection connection, String dn, String... attributes)
            throws UnreachableException {
        try {
            var any = Filter.createPresenceFilter("objectClass");
            return search(connection, dn, SearchScope.BASE, any, 1, attributes);
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return List.of();
            }
            throw new UnreachableException(DirectoryFailures.ofSearch(options, dn, e), e);
        }
    }

    private List<SearchResultEntry> search(
            LDAPConnection connection,
            String base,
            SearchScope scope,
            Filter filter,
            int most,
            String... attributes)
            throws LDAPException {
        int seconds = Math.max(1, Math.toIntExact(options.timeout().toSeconds()));
        var taken = new Taken(connection, most);
        var request =
                new SearchRequest(
                        taken,
                        base,
                        scope,
                        DereferencePolicy.NEVER,
                        most,
                        seconds,
                        false,
                        filter,
                        attributes);
        try {
            connection.search(request);
        } catch (LDAPSearchException e) {
            if (!taken.full() && !e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw e;
            }
        }
        return taken.entries();
    }

    /**
     * The entries of a search, up to a bound of our own: that the server is told one does not mean
     * that it keeps to it. Where it does not, its connection is closed.
     */
    private static final class Taken implements SearchResultListener {
        private static final long serialVersionUID = 1L;

        private final transient LDAPConnection connection;
        private final int most;
        private final ArrayList<SearchResultEntry> entries = new ArrayList<>();
        private boolean full;

        Taken(LDAPConnection connection, int most) {
            this.connection = connection;
            this.most = most;
        }

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            if (entries.size() < most) {
                entries.add(entry);
            } else {
                full = true;
                connection.close();
            }
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            // Another server is not asked.
        }

        boolean full() {
            return full;
        }

        List<SearchResultEntry> entries() {
            return List.copyOf(entries);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        open.forEach(LDAPConnection::close);
        sockets.closeAll(); // those, too, that no connection came of
    }
}
