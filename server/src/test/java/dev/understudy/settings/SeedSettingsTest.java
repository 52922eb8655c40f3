package dev.understudy.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of the original, by name and default; those without one were mandatory there. */
class SeedSettingsTest {
    @TempDir Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            quoteCharacter = '`',
            emptyValue = "",
            textBlock =
                    """
                    OLLAMA_HOST = http://localhost:11434
                    OLLAMA_MODEL = gpt-oss:120b-cloud
                    OLLAMA_MODEL_INFO = {"vision": true, "function_calling": true, "json_output": true, "family": "gpt-oss", "structured_output": true}
                    OLLAMA_FALLBACK_MODEL = llama3.2:3b
                    ENABLE_FALLBACK = true
                    FALLBACK_AFTER_ATTEMPTS = 2
                    MAX_TOKENS = 8000
                    TEMPERATURE = 0.3
                    MAX_RETRIES_PER_QUERY = 3
                    RETRY_DELAY_SECONDS = 2
                    API_QUOTA_DAILY_LIMIT = 1000
                    API_QUOTA_WARN_PERCENTAGE = 0.8
                    API_QUOTA_RESET_HOUR = 0
                    TRACK_TOKEN_USAGE = true
                    USAGE_LOG_FILE = logs/api_usage.log
                    NOTIFY_ON_FALLBACK = true
                    NOTIFY_ON_QUOTA_WARNING = true
                    SHOW_TOKEN_COUNT = false
                    MSSQL_SERVER = ``
                    MSSQL_PORT = 1433
                    MSSQL_DATABASE = ``
                    MSSQL_USER = ``
                    MSSQL_PASSWORD = ``
                    MSSQL_DRIVER = {ODBC Driver 18 for SQL Server}
                    LDAP_SERVER = ``
                    LDAP_PORT = 389
                    LDAP_DOMAIN = ``
                    LDAP_BASE_DN = ``
                    LDAP_USER_DN_PATTERN = ``
                    LDAP_SERVICE_ACCOUNT_USER = ``
                    LDAP_SERVICE_ACCOUNT_PASSWORD = ``
                    LDAP_USE_SSL = false
                    MCP_SERVER_HOST = 127.0.0.1
                    MCP_SERVER_PORT = 8000
                    MCP_API_PREFIX = /mcp
                    AGENT_RETRY_ATTEMPTS = 3
                    AGENT_ESCALATION_EMAIL = ``
                    LOG_LEVEL = INFO
                    SECRET_KEY = ``
                    JWT_EXPIRATION_HOURS = 24
                    OPENWEBUI_API_KEY = ``
                    """)
    void keepsItsNameAndDefault(String key, String defaultText) {
        assertThat(AllSettings.named(key))
                .hasValueSatisfying(it -> assertThat(it.defaultText()).isEqualTo(defaultText));
    }

    @Test
    void worksFromTheOriginalsEnvFileAsItIs() {
        var settings =
                new ConfiguredFolder(root)
                        .dotenv(
                                """
                                # Ollama
                                OLLAMA_HOST=http://localhost:11434
                                OLLAMA_MODEL=gpt-oss:120b-cloud
                                OLLAMA_MODEL_INFO={"vision": false, "function_calling": true, "family": "gpt-oss"}
                                OLLAMA_FALLBACK_MODEL=llama3.2:3b
                                ENABLE_FALLBACK=True
                                RETRY_DELAY_SECONDS=0

                                # MS SQL Server
                                MSSQL_SERVER=sql.example.com
                                MSSQL_DATABASE=sales
                                MSSQL_USER=reader
                                MSSQL_PASSWORD="p#ss = word"
                                MSSQL_DRIVER={ODBC Driver 18 for SQL Server}

                                LDAP_SERVER=ldap.example.com
                                LDAP_DOMAIN=EXAMPLE
                                LDAP_BASE_DN=DC=example,DC=com
                                LDAP_USER_DN_PATTERN=CN={username},OU=Users,DC=example,DC=com
                                LDAP_SERVICE_ACCOUNT_USER=EXAMPLE\\svc
                                LDAP_SERVICE_ACCOUNT_PASSWORD='it''s'
                                secret_key=abc  # change me
                                AGENT_ESCALATION_EMAIL=ops@example.com
                                OPENWEBUI_API_KEY=
                                """
                                        .replace("'it''s'", "'it\\'s'"))
                        .load();

        assertThat(settings.get(ModelSettings.OLLAMA_MODEL_INFO).vision()).isFalse();
        assertThat(settings.get(ModelSettings.OLLAMA_MODEL_INFO).structuredOutput()).isTrue();
        assertThat(settings.get(ModelSettings.ENABLE_FALLBACK)).isTrue();
        assertThat(settings.get(ExecutionSettings.RETRY_DELAY_SECONDS)).isEqualTo(Duration.ZERO);
        assertThat(settings.get(DataSettings.MSSQL_PASSWORD)).contains(new Secret("p#ss = word"));
        assertThat(settings.get(DataSettings.MSSQL_DRIVER))
                .isEqualTo("{ODBC Driver 18 for SQL Server}");
        assertThat(settings.get(IdentitySettings.LDAP_USER_DN_PATTERN))
                .contains("CN={username},OU=Users,DC=example,DC=com");
        assertThat(settings.get(IdentitySettings.LDAP_SERVICE_ACCOUNT_USER))
                .contains("EXAMPLE\\svc");
        assertThat(settings.get(IdentitySettings.LDAP_SERVICE_ACCOUNT_PASSWORD))
                .contains(new Secret("it's"));
        assertThat(settings.get(IdentitySettings.SECRET_KEY)).contains(new Secret("abc"));
        assertThat(settings.get(IdentitySettings.OPENWEBUI_API_KEY)).isEmpty();
    }

    @Test
    void needsNothingThatTheOriginalMadeMandatory() {
        var settings = new ConfiguredFolder(root).load();

        assertThat(settings.get(DataSettings.MSSQL_SERVER)).isEmpty();
        assertThat(settings.get(IdentitySettings.LDAP_SERVER)).isEmpty();
        assertThat(settings.get(IdentitySettings.SECRET_KEY)).isEmpty();
        assertThat(settings.get(AlertSettings.AGENT_ESCALATION_EMAIL)).isEmpty();
        assertThat(settings.files()).isEmpty();
    }
}
