package dev.understudy.mail;

import dev.understudy.alert.ToldAlert;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A mail to the operator.
 *
 * @param id unique among all mails, the same at each try, so that one that was taken twice is shown
 *     once; without blanks
 * @param subject one line
 * @param body lines of plain text
 */
record AlertMail(String id, Instant at, String subject, String body) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /**
     * Puts an alert into a mail.
     *
     * @param service who sends it
     * @param lost alerts since the last mail that could not be mailed
     */
    static AlertMail of(String id, ToldAlert told, Service service, ZoneId zone, long lost) {
        var text = told.text();
        var body =
                new StringBuilder(text.title())
                        .append(".\n\n")
                        .append(line("Since", TIME.format(told.since().atZone(zone))))
                        .append(line("Why", text.why()))
                        .append(line("Now", text.now()))
                        .append(line("What to do", text.advice()));
        if (told.heldBack() > 0) {
            body.append(line("Held back", "changes of the same before: " + told.heldBack()));
        }
        if (lost > 0) {
            body.append(line("Lost", "earlier alerts that could not be mailed: " + lost));
        }
        body.append('\n')
                .append(line("Server", service.name()))
                .append(line("Status", service.url() + "/api/v1/status, or: understudy status"));
        return new AlertMail(id, told.since(), "[Understudy] " + text.title(), body.toString());
    }

    /** One that only shows that mails arrive. */
    static AlertMail test(String id, Instant at, Service service) {
        return new AlertMail(
                id,
                at,
                "[Understudy] Test",
                "This is a test: mails of this server reach you.\n\n"
                        + line("Server", service.name()));
    }

    private static String line(String name, String value) {
        return (name + ":           ").substring(0, 12) + " " + value + "\n";
    }
}
