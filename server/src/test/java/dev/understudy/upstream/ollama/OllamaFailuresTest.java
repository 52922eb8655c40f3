package dev.understudy.upstream.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.time.ManualTime;
import dev.understudy.upstream.http.HeaderText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaFailuresTest {
    private final OllamaFailures failures =
            new OllamaFailures(new ManualTime(Instant.parse("2026-03-01T12:00:00Z")));

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
"""
# status | headers | body | expected
400 | - | {"error":"\\"llama3.2:3b\\" does not support thinking"} | CapabilityMissing[capability=THINKING]
400 | - | {"error":"registry.ollama.ai/library/gemma:2b does not support tools"} | CapabilityMissing[capability=TOOLS]
400 | - | {"error":"this model does not support image input (ref: 1)"} | CapabilityMissing[capability=VISION]
400 | - | {"error":"x does not support vision"} | CapabilityMissing[capability=VISION]
400 | - | {"error":"think value \\"low\\" is not supported for this model"} | CapabilityMissing[capability=THINKING]
500 | - | {"error":"failed to process inputs: this model is missing data required for image input"} | CapabilityMissing[capability=VISION]
400 | - | {"error":"the prompt is longer than the context length currently available to the model; x"} | ContextTooLong[]
400 | - | {"error":"the request exceeds the available context size, try increasing it"} | ContextTooLong[]
400 | - | {"error":"prompt too long; exceeded max context length by 5 tokens (ref: 1)"} | ContextTooLong[]
400 | - | {"error":"missing request body"} | InvalidRequest[status=400]
400 | - | - | InvalidRequest[status=400]
413 | - | too large | InvalidRequest[status=413]
422 | - | {} | InvalidRequest[status=422]
401 | - | {"error":"unauthorized","signin_url":"https://ollama.com/connect"} | AccessDenied[status=401]
403 | - | {"error":"remote model is unavailable"} | AccessDenied[status=403]
402 | - | - | ProviderQuotaSpent[status=402, until=null]
402 | retry-after: 60 | - | ProviderQuotaSpent[status=402, until=PT1M]
404 | - | {"error":"model 'x' not found"} | ModelNotFound[]
404 | - | <html>no such page</html> | ModelNotFound[]
408 | - | - | Unreachable[reason=HTTP 408]
499 | - | {"error":"request canceled"} | Unreachable[reason=HTTP 499]
429 | - | {"error":"too many concurrent requests"} | Overloaded[status=429, retryAfter=null]
429 | retry-after: 7 | {} | Overloaded[status=429, retryAfter=PT7S]
429 | retry-after: 1.5 | {} | Overloaded[status=429, retryAfter=PT1.5S]
429 | retry-after: 0 | {} | Overloaded[status=429, retryAfter=PT0S]
429 | retry-after-ms: 250, retry-after: 9 | {} | Overloaded[status=429, retryAfter=PT0.25S]
429 | Retry-After: Sun@ 01 Mar 2026 12:00:42 GMT | {} | Overloaded[status=429, retryAfter=PT42S]
429 | Retry-After: Sun@ 01 Mar 2026 11:00:00 GMT | {} | Overloaded[status=429, retryAfter=PT0S]
429 | retry-after: soon | {} | Overloaded[status=429, retryAfter=null]
429 | retry-after: -5 | {} | Overloaded[status=429, retryAfter=null]
429 | retry-after: 999999999999999 | {} | Overloaded[status=429, retryAfter=PT8784H]
429 | retry-after: 9999999999999999999999 | {} | Overloaded[status=429, retryAfter=null]
429 | - | {"error":"you (a) have reached your session usage limit, upgrade for higher limits: x"} | ProviderQuotaSpent[status=429, until=null]
429 | retry-after: 3600 | {"error":"you have reached your weekly Usage Limit"} | ProviderQuotaSpent[status=429, until=PT1H]
503 | - | {"error":"server busy, please try again.  maximum pending requests exceeded"} | Overloaded[status=503, retryAfter=null]
503 | retry-after: 2 | - | Overloaded[status=503, retryAfter=PT2S]
500 | - | {"error":"llama runner process has terminated"} | Unreachable[reason=HTTP 500]
502 | - | <html>bad gateway, SECRET-TEXT</html> | Unreachable[reason=HTTP 502]
504 | - | - | Unreachable[reason=HTTP 504]
301 | location: http://elsewhere/ | - | Unreachable[reason=HTTP 301]
307 | - | - | Unreachable[reason=HTTP 307]
204 | - | - | Unreachable[reason=HTTP 204]
""")
    void readsAResponse(
            int status, @Nullable String headers, @Nullable String body, String expected) {
        var read =
                failures.ofResponse(status, HeaderText.headers(headers), body == null ? "" : body);

        assertThat(read).hasToString(expected);
    }
}
