package dev.understudy.upstream.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.time.ManualTime;
import dev.understudy.upstream.http.HeaderText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiFailuresTest {
    private final OpenAiFailures failures =
            new OpenAiFailures(new ManualTime(Instant.parse("2026-03-01T12:00:00Z")));

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '^',
            textBlock =
"""
# status | headers | body | expected
# quota and load
429 | - | {"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}} | ProviderQuotaSpent[status=429, until=null]
429 | retry-after: 60 | {"error":{"message":"no","type":"insufficient_quota"}} | ProviderQuotaSpent[status=429, until=PT1M]
429 | - | [{"error":{"code":429,"message":"You exceeded your current quota, please check your plan. Please retry in 20.04s.","status":"RESOURCE_EXHAUSTED"}}] | ProviderQuotaSpent[status=429, until=null]
429 | - | {"error":{"message":"Rate limit exceeded: free-models-per-day. Add 10 credits","code":429}} | ProviderQuotaSpent[status=429, until=null]
429 | retry-after: 432 | {"error":{"message":"Rate limit reached for model `x` on tokens per day (TPD): Limit 100000","code":"rate_limit_exceeded"}} | ProviderQuotaSpent[status=429, until=PT7M12S]
429 | - | {"error":{"message":"you (a) have reached your weekly usage limit","type":"api_error"}} | ProviderQuotaSpent[status=429, until=null]
429 | - | {"error":{"message":"Rate limit reached for gpt-x on tokens per min (TPM): Limit 10000, Used 9000","code":"rate_limit_exceeded"}} | Overloaded[status=429, retryAfter=null]
429 | retry-after-ms: 250, retry-after: 9 | {"error":{"message":"slow down"}} | Overloaded[status=429, retryAfter=PT0.25S]
429 | retry-after: 7 | {"detail":"Too Many Requests"} | Overloaded[status=429, retryAfter=PT7S]
429 | Retry-After: Sun@ 01 Mar 2026 12:00:42 GMT | - | Overloaded[status=429, retryAfter=PT42S]
429 | - | {"error":{"message":"Request too large for gpt-x on tokens per min (TPM): Limit 30000, Requested 40000."}} | ContextTooLong[]
402 | - | {"error":{"message":"Insufficient Balance","type":"unknown_error","code":"invalid_request_error"}} | ProviderQuotaSpent[status=402, until=null]
402 | retry-after: 60 | - | ProviderQuotaSpent[status=402, until=PT1M]
400 | - | {"error":{"message":"Your credit balance is too low to access the API"}} | ProviderQuotaSpent[status=400, until=null]
400 | - | {"error":{"message":"Billing hard limit has been reached","code":"billing_hard_limit_reached"}} | ProviderQuotaSpent[status=400, until=null]
503 | retry-after: 2 | {"error":{"message":"overloaded"}} | Overloaded[status=503, retryAfter=PT2S]
503 | - | {"error":{"message":"Loading model","type":"unavailable_error","code":503}} | Overloaded[status=503, retryAfter=null]
# access and models
401 | - | {"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}} | AccessDenied[status=401]
403 | - | {"error":{"message":"no access"}} | AccessDenied[status=403]
403 | - | {"error":{"message":"x requires moderation. Your input was flagged for \\"y\\"","code":403}} | InvalidRequest[status=403]
404 | - | {"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","code":404} | ModelNotFound[]
404 | - | <html>no such page</html> | ModelNotFound[]
400 | - | {"error":{"message":"x","code":"model_not_found"}} | ModelNotFound[]
400 | - | {"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"} | ModelNotFound[]
400 | - | {"error":{"message":"x is not a valid model ID","code":400}} | ModelNotFound[]
# context
400 | - | {"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.","code":"context_length_exceeded"}} | ContextTooLong[]
400 | - | {"error":{"message":"x","code":"context_length_exceeded"}} | ContextTooLong[]
400 | - | {"error":{"message":"'max_tokens' is too large: 2000. This model's maximum context length is 4096 tokens and your request has 2104 input tokens"}} | ContextTooLong[]
400 | - | {"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_ctx":4096}} | ContextTooLong[]
500 | - | {"error":{"code":500,"message":"Context size has been exceeded.","type":"server_error"}} | ContextTooLong[]
400 | - | {"error":"Trying to keep the first 5000 tokens: The number of tokens to keep from the initial prompt is greater than the context length"} | ContextTooLong[]
400 | - | {"error":{"message":"the prompt is longer than the context length currently available"}} | ContextTooLong[]
400 | - | {"error":{"message":"Please reduce the length of the messages or completion."}} | ContextTooLong[]
413 | - | {"error":{"message":"Request too large for model `x`: Limit 6000, Requested 9000, please reduce your message size","code":"rate_limit_exceeded"}} | ContextTooLong[]
422 | - | {"detail":[{"msg":"The decoder prompt (length 5000) is longer than the maximum model length of 4096"}]} | ContextTooLong[]
400 | - | {"message":"The input (9000 tokens) is longer than the model's context length (8192 tokens)."} | ContextTooLong[]
400 | - | {"error":{"message":"Provider returned error","metadata":{"raw":"{\\"message\\":\\"prompt is too long: 210000 tokens\\"}"}}} | ContextTooLong[]
# capabilities
400 | - | {"error":{"message":"registry.ollama.ai/library/gemma:2b does not support tools"}} | CapabilityMissing[capability=TOOLS]
400 | - | {"object":"error","message":"\\"auto\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set","type":"BadRequestError","code":400} | CapabilityMissing[capability=TOOLS]
500 | - | {"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}} | CapabilityMissing[capability=TOOLS]
400 | - | {"error":{"message":"`tool calling` is not supported with this model"}} | CapabilityMissing[capability=TOOLS]
404 | - | {"error":{"message":"No endpoints found that support tool use.","code":404}} | CapabilityMissing[capability=TOOLS]
404 | - | {"error":{"message":"No endpoints found that support image input","code":404}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"Invalid content type. image_url is only supported by certain models."}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"Failed to deserialize the JSON body: messages[1]: unknown variant `image_url`, expected `text`"}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"'messages.0' : for 'role:user' the following must be satisfied[('messages.0.content' : value must be a string)]"}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"m is not a multimodal model"}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"At most 0 image(s) may be provided in one prompt."}} | CapabilityMissing[capability=VISION]
500 | - | {"error":{"code":500,"message":"image input is not supported - hint: you may need to provide the mmproj"}} | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"Unrecognized request argument supplied: reasoning_effort"}} | CapabilityMissing[capability=THINKING]
400 | - | {"error":{"message":"no","code":"unsupported_parameter","param":"reasoning_effort"}} | CapabilityMissing[capability=THINKING]
422 | - | {"detail":[{"type":"extra_forbidden","loc":["body","reasoning_effort"],"msg":"Extra inputs are not permitted","input":"low"}]} | CapabilityMissing[capability=THINKING]
400 | - | {"error":{"message":"\\"llama3.2:3b\\" does not support thinking"}} | CapabilityMissing[capability=THINKING]
400 | - | {"error":{"message":"Unrecognized request argument supplied: min_p"}} | CapabilityMissing[capability=EXTRA_FIELDS]
400 | - | {"error":{"message":"Unknown parameter: 'min_p'.","code":"unknown_parameter","param":"min_p"}} | CapabilityMissing[capability=EXTRA_FIELDS]
400 | - | {"error":{"message":"Unsupported parameter: 'verbosity' is not supported with this model.","code":"unsupported_parameter"}} | CapabilityMissing[capability=EXTRA_FIELDS]
400 | - | {"error":{"message":"property 'logit_bias' is unsupported"}} | CapabilityMissing[capability=EXTRA_FIELDS]
400 | - | [{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"min_p\": Cannot find field.","status":"INVALID_ARGUMENT"}}] | CapabilityMissing[capability=EXTRA_FIELDS]
422 | - | {"detail":[{"type":"extra_forbidden","loc":["body","min_p"],"msg":"Extra inputs are not permitted","input":0.1}]} | CapabilityMissing[capability=EXTRA_FIELDS]
# the client's own mistakes
400 | - | {"error":{"message":"Invalid value for 'logit_bias'","code":"invalid_value"}} | InvalidRequest[status=400]
400 | - | {"error":{"message":"Invalid value for 'temperature'"}} | InvalidRequest[status=400]
400 | - | - | InvalidRequest[status=400]
400 | - | {"error":null} | InvalidRequest[status=400]
413 | - | too large | InvalidRequest[status=413]
422 | - | {"detail":[{"msg":"Field required","loc":["body","messages"],"input":{"messages":[{"content":"it does not support tools"}]}}]} | InvalidRequest[status=422]
400 | - | {"error":{"message":"bad","prompt":"it does not support tools"}} | InvalidRequest[status=400]
400 | - | does not support image input, as plain text | CapabilityMissing[capability=VISION]
400 | - | {"error":{"message":"does not support tools, and the body breaks | CapabilityMissing[capability=TOOLS]
# the server's
408 | - | - | Unreachable[reason=HTTP 408]
409 | - | - | Unreachable[reason=HTTP 409]
499 | - | - | Unreachable[reason=HTTP 499]
500 | - | {"error":{"message":"SECRET-TEXT"}} | Unreachable[reason=HTTP 500]
502 | - | <html>bad gateway, SECRET-TEXT</html> | Unreachable[reason=HTTP 502]
504 | - | - | Unreachable[reason=HTTP 504]
529 | - | {"error":{"type":"overloaded_error"}} | Unreachable[reason=HTTP 529]
301 | location: http://elsewhere/ | - | Unreachable[reason=HTTP 301]
204 | - | - | Unreachable[reason=HTTP 204]
""")
    void readsAResponse(
            int status, @Nullable String headers, @Nullable String body, String expected) {
        var read =
                failures.ofResponse(status, HeaderText.headers(headers), body == null ? "" : body);

        assertThat(read).hasToString(expected);
    }
}
