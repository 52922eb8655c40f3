package dev.understudy.web;

import dev.understudy.settings.NoticeChannel;
import dev.understudy.web.http.ConnectionLimits;
import dev.understudy.web.http.WebAccess;
import dev.understudy.web.openai.ChatDefaults;
import java.time.Duration;
import java.util.Set;

/**
 * How the API listens and what it takes.
 *
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param eventLoops event loops that share the connections; at least 1
 * @param maxBodyBytes the largest request body
 * @param heartbeat how long a stream may send nothing
 * @param idle after how long without a byte a connection is closed; longer than any query may run,
 *     since a whole answer sends nothing until it is there
 * @param noticeChannel where users see notices
 * @param showUsageLine whether answers of the agents end with the usage line
 * @param chats what is not said in a request
 * @param access how clients reach it
 * @param connections how many connections are held, and how long each may take to ask
 */
public record ApiSettings(
        String host,
        int port,
        int eventLoops,
        int maxBodyBytes,
        Duration heartbeat,
        Duration idle,
        NoticeChannel noticeChannel,
        boolean showUsageLine,
        ChatDefaults chats,
        FrontEndHeaders frontEnd,
        WebAccess access,
        ConnectionLimits connections) {

    /** Loopback, any free port, and the defaults of the configuration. */
    public static final ApiSettings DEFAULT =
            new ApiSettings(
                    "127.0.0.1",
                    0,
                    1,
                    20 * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(330),
                    NoticeChannel.AUTO,
                    true,
                    new ChatDefaults(0.3, 8_000, Set.of()),
                    FrontEndHeaders.DEFAULT,
                    WebAccess.PLAIN,
                    ConnectionLimits.DEFAULT);

    public ApiSettings {
        if (eventLoops < 1 || maxBodyBytes < 1 || !heartbeat.isPositive()) {
            throw new IllegalArgumentException(
                    "event loops, body bytes and heartbeat must be above 0, got %d, %d and %s"
                            .formatted(eventLoops, maxBodyBytes, heartbeat));
        }
    }

    public ApiSettings withNoticeChannel(NoticeChannel channel) {
        return new ApiSettings(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                heartbeat,
                idle,
                channel,
                showUsageLine,
                chats,
                frontEnd,
                access,
                connections);
    }

    public ApiSettings withMaxBodyBytes(int bytes) {
        return new ApiSettings(
                host,
                port,
                eventLoops,
                bytes,
                heartbeat,
                idle,
                noticeChannel,
                showUsageLine,
                chats,
                frontEnd,
                access,
                connections);
    }

    public ApiSettings withHeartbeat(Duration quiet) {
        return new ApiSettings(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                quiet,
                idle,
                noticeChannel,
                showUsageLine,
                chats,
                frontEnd,
                access,
                connections);
    }

    public ApiSettings withAccess(WebAccess other) {
        return new ApiSettings(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                heartbeat,
                idle,
                noticeChannel,
                showUsageLine,
                chats,
                frontEnd,
                other,
                connections);
    }

    public ApiSettings withConnections(ConnectionLimits limits) {
        return new ApiSettings(
                host,
                port,
                eventLoops,
                maxBodyBytes,
                heartbeat,
                idle,
                noticeChannel,
                showUsageLine,
                chats,
                frontEnd,
                access,
                limits);
    }
}
