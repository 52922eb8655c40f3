package dev.understudy.settings;

import static dev.understudy.settings.Group.QUOTA;

import dev.understudy.quota.OnExceeded;
import dev.understudy.usage.Retention;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** How much of the metered models may be used in a window, and where use is written down. */
public final class QuotaSettings {
    public static final Setting<Integer> API_QUOTA_DAILY_LIMIT =
            Setting.of(
                    "API_QUOTA_DAILY_LIMIT",
                    QUOTA,
                    ValueType.wholeNumber(1, 1_000_000_000),
                    "1000",
                    "How many metered attempts a window of 24 hours allows, the original's.");

    public static final Setting<QuotaUnit> API_QUOTA_UNIT =
            Setting.of(
                    "API_QUOTA_UNIT",
                    QUOTA,
                    ValueType.oneOf(QuotaUnit.class),
                    "attempt",
                    "What takes a place in the quota: an attempt on a metered model, however many"
                            + " calls it holds; counting calls is to come.");

    public static final Setting<Long> API_QUOTA_DAILY_TOKENS =
            Setting.of(
                    "API_QUOTA_DAILY_TOKENS",
                    QUOTA,
                    ValueType.onlyOff(),
                    "0",
                    "How many tokens of metered models a window allows beside the attempts; 0 is no"
                            + " limit: the original had none.");

    public static final Setting<Double> API_QUOTA_WARN_PERCENTAGE =
            Setting.of(
                    "API_QUOTA_WARN_PERCENTAGE",
                    QUOTA,
                    ValueType.decimal("0", "1"),
                    "0.8",
                    "The share of the quota from which each user is warned once, the original's.");

    public static final Setting<OnExceeded> API_QUOTA_ON_EXCEEDED =
            Setting.of(
                    "API_QUOTA_ON_EXCEEDED",
                    QUOTA,
                    ValueType.oneOf(OnExceeded.class),
                    "reject",
                    "What happens when the quota is spent: queries are refused, as in the original,"
                            + " or go on with the models that cost nothing.");

    public static final Setting<Integer> API_QUOTA_RESET_HOUR =
            Setting.of(
                    "API_QUOTA_RESET_HOUR",
                    QUOTA,
                    ValueType.wholeNumber(0, 23),
                    "0",
                    "The hour at which a window begins, the original's: midnight.");

    public static final Setting<Optional<ZoneId>> API_QUOTA_ZONE =
            Setting.of(
                            "API_QUOTA_ZONE",
                            QUOTA,
                            ValueType.zone().optional(),
                            "",
                            "The time zone of the reset hour; set it where machines are in several"
                                    + " zones or all in UTC.")
                    .whenUnset("the machine's zone");

    public static final Setting<Boolean> TRACK_TOKEN_USAGE =
            Setting.of(
                    "TRACK_TOKEN_USAGE",
                    QUOTA,
                    ValueType.onOff(),
                    "true",
                    "Whether token counts are stored, the original's; the quota counts either way.");

    public static final Setting<Path> USAGE_LOG_FILE =
            Setting.of(
                    "USAGE_LOG_FILE",
                    QUOTA,
                    ValueType.path(),
                    "logs/api_usage.log",
                    "The file that gets one JSON line for each attempt, the original's name.");

    public static final Setting<Integer> USAGE_LOG_MAX_BYTES =
            Setting.of(
                    "USAGE_LOG_MAX_BYTES",
                    QUOTA,
                    ValueType.wholeNumber(0, 1_073_741_824),
                    "16777216",
                    "The size from which the usage log is begun anew and the old one kept beside it;"
                            + " 16 MiB are some 50,000 attempts, 0 is never.");

    public static final Setting<Integer> USAGE_LOG_KEPT_FILES =
            Setting.of(
                    "USAGE_LOG_KEPT_FILES",
                    QUOTA,
                    ValueType.wholeNumber(1, 100),
                    "5",
                    "How many old usage logs are kept; the ledger has all attempts, so a few are"
                            + " enough.");

    public static final Setting<LedgerSync> LEDGER_SYNC =
            Setting.of(
                    "LEDGER_SYNC",
                    QUOTA,
                    ValueType.oneOf(LedgerSync.class),
                    "normal",
                    "How the ledger is written: normal survives the death of the process and may lose"
                            + " 100 ms in a power cut, full survives that too and is slower.");

    public static final Setting<Integer> LEDGER_DETAIL_DAYS =
            Setting.of(
                    "LEDGER_DETAIL_DAYS",
                    QUOTA,
                    ValueType.wholeNumber(Retention.LEAST_DETAIL_DAYS, Retention.MOST_DETAIL_DAYS),
                    "90",
                    "How many days each attempt and query is kept with its trail; older ones are"
                            + " summed up by day, which changes no figure: a quarter is looked into"
                            + " by then.");

    public static final Setting<Optional<DatabaseAddress>> LEDGER_URL =
            Setting.of(
                            "LEDGER_URL",
                            QUOTA,
                            DatabaseAddress.postgresql().optional(),
                            "",
                            "The PostgreSQL database (13 or newer) that several replicas share as"
                                    + " ledger; one server needs none. It is kept in a schema"
                                    + " understudy, which is made when it is missing.")
                    .whenUnset("a file in the home");

    static final List<Setting<?>> ALL =
            List.of(
                    API_QUOTA_DAILY_LIMIT,
                    API_QUOTA_UNIT,
                    API_QUOTA_DAILY_TOKENS,
                    API_QUOTA_WARN_PERCENTAGE,
                    API_QUOTA_ON_EXCEEDED,
                    API_QUOTA_RESET_HOUR,
                    API_QUOTA_ZONE,
                    TRACK_TOKEN_USAGE,
                    USAGE_LOG_FILE,
                    USAGE_LOG_MAX_BYTES,
                    USAGE_LOG_KEPT_FILES,
                    LEDGER_SYNC,
                    LEDGER_DETAIL_DAYS,
                    LEDGER_URL);

    private QuotaSettings() {}
}
