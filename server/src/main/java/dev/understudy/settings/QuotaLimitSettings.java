package dev.understudy.settings;

import static dev.understudy.settings.Group.QUOTA;

import dev.understudy.quota.LimitUnit;
import java.util.List;
import java.util.Optional;

/** The limits beside the quota's own: of each user, of each API key, and what is kept for whom. */
public final class QuotaLimitSettings {
    private static final long MOST_REQUESTS = LimitUnit.REQUESTS.most();
    private static final long MOST_TOKENS = LimitUnit.TOKENS.most();

    public static final Setting<Long> API_QUOTA_DAILY_TOKENS =
            Setting.of(
                    "API_QUOTA_DAILY_TOKENS",
                    QUOTA,
                    ValueType.count(0, MOST_TOKENS),
                    "0",
                    "How many tokens of metered models a window allows beside the attempts; 0 is no"
                            + " limit: the original had none.");

    public static final Setting<Long> API_QUOTA_PER_USER =
            Setting.of(
                    "API_QUOTA_PER_USER",
                    QUOTA,
                    ValueType.count(0, MOST_REQUESTS),
                    "0",
                    "How many metered attempts of each user a window allows; 0 is no limit: only the"
                            + " operator knows what is fair.");

    public static final Setting<Long> API_QUOTA_TOKENS_PER_USER =
            Setting.of(
                    "API_QUOTA_TOKENS_PER_USER",
                    QUOTA,
                    ValueType.count(0, MOST_TOKENS),
                    "0",
                    "The same in tokens.");

    public static final Setting<Long> API_QUOTA_PER_KEY =
            Setting.of(
                    "API_QUOTA_PER_KEY",
                    QUOTA,
                    ValueType.count(0, MOST_REQUESTS),
                    "0",
                    "How many metered attempts of all that come with one API key a window allows; 0"
                            + " is no limit.");

    public static final Setting<Long> API_QUOTA_TOKENS_PER_KEY =
            Setting.of(
                    "API_QUOTA_TOKENS_PER_KEY",
                    QUOTA,
                    ValueType.count(0, MOST_TOKENS),
                    "0",
                    "The same in tokens.");

    public static final Setting<Long> API_QUOTA_RESERVE =
            Setting.of(
                    "API_QUOTA_RESERVE",
                    QUOTA,
                    ValueType.count(0, MOST_REQUESTS),
                    "0",
                    "So many of the metered attempts are kept for the users in"
                            + " API_QUOTA_RESERVED_FOR: for all others the quota is spent earlier by"
                            + " as many.");

    public static final Setting<Optional<List<String>>> API_QUOTA_RESERVED_FOR =
            Setting.of(
                            "API_QUOTA_RESERVED_FOR",
                            QUOTA,
                            ValueType.listOf(
                                            "names of users, separated by commas",
                                            ValueType.text("a name", "[^\\p{IsControl}]{1,200}"))
                                    .optional(),
                            "",
                            "The users for whom the reserve is kept, by the names that usage --by"
                                    + " user shows.")
                    .whenUnset("nobody");

    static final List<Setting<?>> ALL =
            List.of(
                    API_QUOTA_DAILY_TOKENS,
                    API_QUOTA_PER_USER,
                    API_QUOTA_TOKENS_PER_USER,
                    API_QUOTA_PER_KEY,
                    API_QUOTA_TOKENS_PER_KEY,
                    API_QUOTA_RESERVE,
                    API_QUOTA_RESERVED_FOR);

    private QuotaLimitSettings() {}
}
