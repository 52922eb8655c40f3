package dev.understudy.alert;

import dev.understudy.execution.Cause;
import dev.understudy.execution.Outcome;
import dev.understudy.failure.CallFailure;
import dev.understudy.health.HealthStatus;
import dev.understudy.health.HealthStatus.Condition;
import dev.understudy.quota.Admission;
import dev.understudy.quota.LimitName;
import dev.understudy.quota.LimitScope;
import dev.understudy.quota.LimitUnit;
import dev.understudy.quota.OnExceeded;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.quota.QuotaStatus;
import dev.understudy.quota.Reservation;
import dev.understudy.quota.Standing;
import dev.understudy.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A board whose clock is moved by hand, and a short notation for what happens to it. */
final class AlertStory {
    static final String CLOUD = "gpt-oss:120b-cloud";
    static final String LOCAL = "llama3.2:3b";

    final ManualTime time = new ManualTime(Instant.parse("2026-11-24T09:00:00Z"));
    final List<ToldAlert> told = new ArrayList<>();
    final AlertBoard board =
            new AlertBoard(List.of(CLOUD, LOCAL), OnExceeded.REJECT, time, time, told::add);
    private long recoveries;
    private long limit = 10;

    /** Words as {@code out}, {@code used:8} or {@code +5} (minutes go by). */
    void play(String script) {
        for (var word : script.split(" ", -1)) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                play(word, 0);
            } else {
                play(word.substring(0, colon), Long.parseLong(word.substring(colon + 1)));
            }
        }
    }

    private void play(String word, long number) {
        switch (word) {
            case "out" -> opened(CLOUD, new CallFailure.Unreachable("HTTP 502"));
            case "local-out" -> opened(LOCAL, new CallFailure.Unreachable("HTTP 502"));
            case "denied" -> opened(CLOUD, new CallFailure.AccessDenied(401));
            case "missing" -> opened(CLOUD, new CallFailure.ModelNotFound());
            case "well" -> {
                recoveries++;
                saw(new ServiceEvent.ModelRecovered(CLOUD, status(Condition.CLOSED, recoveries)));
            }
            case "take-out" -> saw(new ServiceEvent.ModelTakenOut(LOCAL));
            case "reset" -> {
                recoveries++;
                saw(new ServiceEvent.ModelReset(CLOUD, status(Condition.CLOSED, recoveries)));
            }
            case "late-out" ->
                    saw(
                            new ServiceEvent.ModelOpened(
                                    CLOUD,
                                    new CallFailure.Unreachable("HTTP 502"),
                                    status(Condition.OPEN, recoveries - 1)));
            case "used" ->
                    saw(
                            new ServiceEvent.PlaceAsked(
                                    new Admission.Granted(new Reservation(1), quota(number))));
            case "refused" -> saw(new ServiceEvent.PlaceAsked(new Admission.Spent(quota(limit))));
            case "user-refused" -> saw(new ServiceEvent.PlaceAsked(new Admission.Spent(ofUser())));
            case "tokens" -> saw(tokens(number));
            case "tokens-refused" ->
                    saw(new ServiceEvent.PlaceAsked(new Admission.Spent(ofTokens(limit))));
            case "stalled" ->
                    saw(new ServiceEvent.PlaceAsked(new Admission.Unusable("no answer in 5 s")));
            case "unusable" -> saw(new ServiceEvent.LedgerUnusable("the disk is full"));
            case "usable" -> saw(new ServiceEvent.LedgerUsable());
            case "failed" ->
                    saw(
                            new ServiceEvent.QueryEnded(
                                    new Outcome.Failed(Cause.UPSTREAM_FAILED, Duration.ZERO)));
            case "answered" -> saw(new ServiceEvent.QueryEnded(new Outcome.Answered(CLOUD)));
            case "by-fallback" ->
                    saw(new ServiceEvent.QueryEnded(new Outcome.AnsweredByFallback(LOCAL)));
            case "offline" -> saw(new ServiceEvent.QueryEnded(new Outcome.AnsweredOffline()));
            case "cancelled" -> saw(new ServiceEvent.QueryEnded(new Outcome.Cancelled()));
            case "limit" -> limit = number;
            case "day" -> minutes(24 * 60);
            case "+" -> minutes(number);
            default -> throw new IllegalArgumentException("no such word: " + word);
        }
    }

    private void minutes(long number) {
        time.advance(Duration.ofMinutes(number));
        board.tellDue();
    }

    void opened(String model, CallFailure failure) {
        saw(new ServiceEvent.ModelOpened(model, failure, status(Condition.OPEN, recoveries)));
    }

    private void saw(ServiceEvent event) {
        board.saw(event);
    }

    private static HealthStatus status(Condition condition, long recoveries) {
        return new HealthStatus(condition, 0, Duration.ofSeconds(30), recoveries);
    }

    private QuotaStatus quota(long used) {
        var calendar = new QuotaCalendar(0, ZoneOffset.UTC);
        return new Quota(limit, 0.8, OnExceeded.REJECT, calendar)
                .status(used, calendar.windowAt(time.instant()));
    }

    private QuotaStatus ofUser() {
        var name = new LimitName(LimitScope.USER, "ada", LimitUnit.REQUESTS);
        return new QuotaStatus(name, limit, limit, 0.8, quota(0).window());
    }

    /** A place was given while so many tokens of all are used. */
    private ServiceEvent tokens(long used) {
        var standing = new Standing(quota(0), List.of(quota(0), ofTokens(used), ofUser()));
        return new ServiceEvent.PlaceAsked(new Admission.Granted(new Reservation(1), standing));
    }

    private QuotaStatus ofTokens(long used) {
        var name = new LimitName(LimitScope.GLOBAL, "", LimitUnit.TOKENS);
        return new QuotaStatus(name, used, limit, 0.8, quota(0).window());
    }

    /** Kinds, each with how many changes were held back before it where there were any. */
    List<String> toldInShort() {
        return told.stream()
                .map(it ->
                        it.alert().kind().wireName()
                                + (it.heldBack() == 0 ? "" : "(" + it.heldBack() + ")"))
                .toList();
    }
}
