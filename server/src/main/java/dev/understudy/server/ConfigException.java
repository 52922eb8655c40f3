package dev.understudy.server;

/**
 * A configuration whose values are each valid, but that cannot be served as a whole. The message is
 * for the operator: what is wrong and what to do.
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
