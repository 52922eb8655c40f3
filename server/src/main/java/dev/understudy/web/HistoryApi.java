package dev.understudy.web;

import dev.understudy.output.HistoryCsv;
import dev.understudy.output.HistoryJson;
import dev.understudy.usage.HistoryBy;
import dev.understudy.usage.HistoryView;
import dev.understudy.usage.UsageLedger;
import dev.understudy.web.http.HttpProblem;
import dev.understudy.web.http.Replies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /usage/history}: what was used day by day, as JSON or CSV. */
final class HistoryApi {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String CSV = "text/csv; charset=utf-8; header=present";

    private final Vertx vertx;
    private final UsageLedger ledger;

    HistoryApi(Vertx vertx, UsageLedger ledger) {
        this.vertx = vertx;
        this.ledger = ledger;
    }

    void handle(HttpServerRequest request) {
        HistoryView view;
        boolean csv;
        try {
            view = new HistoryView(days(request.getParam("days")), by(request.getParam("by")));
            csv = csv(request.getParam("format"), request.getHeader("Accept"));
        } catch (WrongParameter wrong) {
            Replies.problem(request, wrong.problem);
            return;
        }
        // Hung on there, a long answer is written on the thread that read it, not on an event loop.
        CompletionStage<String> text =
                ledger.history(view)
                        .thenApply(history ->
                                csv ? HistoryCsv.of(history) : HistoryJson.of(history).toString());
        LedgerReads.within(vertx, text)
                .onSuccess(body -> Replies.text(request.response(), csv ? CSV : JSON, body))
                .onFailure(failure -> Replies.ledgerAway(request, failure));
    }

    private static final class WrongParameter extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient HttpProblem problem;

        WrongParameter(String name, String reason) {
            super(reason);
            this.problem = HttpProblem.badParameter(name, reason);
        }
    }

    private static int days(@Nullable String given) throws WrongParameter {
        if (given == null) {
            return HistoryView.DEFAULT_DAYS;
        }
        // So many digits that no number overflows.
        if (!given.matches("[0-9]{1,9}") || !HistoryView.allows(Integer.parseInt(given))) {
            throw new WrongParameter(
                    "days",
                    "days must be a whole number in 1..%d.".formatted(HistoryView.MOST_DAYS));
        }
        return Integer.parseInt(given);
    }

    private static Optional<HistoryBy> by(@Nullable String given) throws WrongParameter {
        if (given == null) {
            return Optional.empty();
        }
        var by = HistoryBy.of(given);
        if (by.isEmpty()) {
            throw new WrongParameter(
                    "by",
                    "by must be one of %s; without it, there is one entry for each day."
                            .formatted(
                                    Arrays.stream(HistoryBy.values())
                                            .map(HistoryBy::wireName)
                                            .collect(Collectors.joining(", "))));
        }
        return by;
    }

    /** The parameter decides; without it, whether CSV is accepted and JSON not named before it. */
    private static boolean csv(@Nullable String format, @Nullable String accept)
            throws WrongParameter {
        if (format != null) {
            return switch (format) {
                case "csv" -> true;
                case "json" -> false;
                default -> throw new WrongParameter("format", "format must be json or csv.");
            };
        }
        var accepted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        int csv = accepted.indexOf("text/csv");
        int json = accepted.indexOf("application/json");
        return csv >= 0 && (json < 0 || csv < json);
    }
}
