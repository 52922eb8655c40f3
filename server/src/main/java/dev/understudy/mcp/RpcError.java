package dev.understudy.mcp;

/**
 * Why a request got no result, in JSON-RPC's own codes.
 *
 * @param message what is wrong and what to do; for people
 */
public record RpcError(int code, String message) {
    static RpcError unreadable(String message) {
        return new RpcError(-32700, message);
    }

    static RpcError invalidRequest(String message) {
        return new RpcError(-32600, message);
    }

    static RpcError unknownMethod(String message) {
        return new RpcError(-32601, message);
    }

    static RpcError invalidParameters(String message) {
        return new RpcError(-32602, message);
    }

    static RpcError internal() {
        return new RpcError(
                -32603, "The server made a mistake. The operator finds the reason in the log.");
    }
}
