package dev.understudy.server;

import dev.understudy.settings.LogLevel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The log: one line for each event, on standard error. */
public final class LogLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    /** Kept here: the logging of the JDK forgets loggers that nobody holds, with their level. */
    private static final Logger ROOT = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("dev.understudy");

    /** What it warns of is said by the source whose connections it keeps. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari.pool.PoolBase");

    /** Where Netty says what nobody has handled, such as a connection that it cannot accept. */
    private static final Logger UNHANDLED =
            Logger.getLogger("io.netty.channel.DefaultChannelPipeline");

    private LogLines() {}

    /**
     * Sends the log of this process to standard error from {@code level} on; libraries' from
     * warnings on, but for those that only repeat ours.
     */
    public static void start(LogLevel level) {
        for (var handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
        var console = new ConsoleHandler();
        console.setFormatter(new LogLines());
        console.setLevel(Level.ALL);
        ROOT.addHandler(console);
        UNHANDLED.setFilter(new NoFilesLeft());
        ROOT.setLevel(level == LogLevel.ERROR ? Level.SEVERE : Level.WARNING);
        POOL.setLevel(Level.SEVERE);
        OURS.setLevel(
                switch (level) {
                    case TRACE -> Level.FINEST;
                    case DEBUG -> Level.FINE;
                    case INFO -> Level.INFO;
                    case WARNING -> Level.WARNING;
                    case ERROR -> Level.SEVERE;
                });
    }

    @Override
    public String format(LogRecord record) {
        var line =
                "%s %-7s %s: %s%n"
                        .formatted(
                                TIME.format(record.getInstant()),
                                levelName(record.getLevel()),
                                shortName(record.getLoggerName()),
                                formatMessage(record));
        var thrown = record.getThrown();
        if (thrown == null) {
            return line;
        }
        var trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return line + trace;
    }

    private static String levelName(Level level) {
        if (level.equals(Level.SEVERE)) {
            return "ERROR";
        }
        return level.intValue() < Level.INFO.intValue() ? "DEBUG" : level.getName();
    }

    private static String shortName(@Nullable String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
