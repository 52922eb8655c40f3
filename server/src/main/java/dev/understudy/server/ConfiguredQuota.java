package dev.understudy.server;

import static java.util.stream.Collectors.toMap;

import dev.understudy.quota.Limits;
import dev.understudy.quota.Quota;
import dev.understudy.quota.QuotaCalendar;
import dev.understudy.settings.ModelEntry;
import dev.understudy.settings.QuotaLimitSettings;
import dev.understudy.settings.QuotaSettings;
import dev.understudy.settings.Settings;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The quota with all its limits, as configured. */
final class ConfiguredQuota {
    private ConfiguredQuota() {}

    /**
     * @throws ConfigException where the limits do not go together with each other or with the rest
     */
    static Quota of(Settings settings) {
        var zone = settings.get(QuotaSettings.API_QUOTA_ZONE).orElseGet(ZoneId::systemDefault);
        long limit = settings.get(QuotaSettings.API_QUOTA_DAILY_LIMIT);
        return new Quota(
                limit,
                settings.get(QuotaSettings.API_QUOTA_WARN_PERCENTAGE),
                settings.get(QuotaSettings.API_QUOTA_ON_EXCEEDED),
                new QuotaCalendar(settings.get(QuotaSettings.API_QUOTA_RESET_HOUR), zone),
                checked(limits(settings), limit, settings));
    }

    private static Limits limits(Settings settings) {
        var models =
                settings.models().stream()
                        .filter(it -> it.quota().requests() > 0 || it.quota().tokens() > 0)
                        .collect(toMap(ModelEntry::id, ModelEntry::quota));
        return new Limits(
                settings.get(QuotaLimitSettings.API_QUOTA_DAILY_TOKENS),
                settings.get(QuotaLimitSettings.API_QUOTA_PER_USER),
                settings.get(QuotaLimitSettings.API_QUOTA_TOKENS_PER_USER),
                settings.get(QuotaLimitSettings.API_QUOTA_PER_KEY),
                settings.get(QuotaLimitSettings.API_QUOTA_TOKENS_PER_KEY),
                models,
                settings.get(QuotaLimitSettings.API_QUOTA_RESERVE),
                Set.copyOf(
                        settings.get(QuotaLimitSettings.API_QUOTA_RESERVED_FOR).orElse(List.of())));
    }

    private static Limits checked(Limits limits, long limit, Settings settings) {
        if (limits.reserve() >= limit) {
            throw new ConfigException(
                    "API_QUOTA_RESERVE must be less than API_QUOTA_DAILY_LIMIT (%d), or nothing is left for anybody else; found %d"
                            .formatted(limit, limits.reserve()));
        }
        if (limits.reserve() > 0 && limits.reservedFor().isEmpty()) {
            throw new ConfigException(
                    "API_QUOTA_RESERVE keeps %d places for nobody: name users in API_QUOTA_RESERVED_FOR, or leave it at 0"
                            .formatted(limits.reserve()));
        }
        if (limits.countTokens() && !settings.get(QuotaSettings.TRACK_TOKEN_USAGE)) {
            throw new ConfigException(
                    "a limit of tokens needs TRACK_TOKEN_USAGE=true: what is not stored cannot be counted");
        }
        return limits;
    }
}
