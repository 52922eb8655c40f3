package dev.understudy.tds;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Turns calls of procedures into statements; keeps what is prepared. For one thread at a time. */
final class PreparedStatements {
    /** What a call comes to. */
    sealed interface Wanted {
        record Run(Request request) implements Wanted {}

        /** Nothing to run, only to be told so. */
        record Nothing(Request request) implements Wanted {}

        record Unknown(Request request, SqlServerError error) implements Wanted {}
    }

    private final Map<Integer, String> byHandle = new HashMap<>();
    private int handles;

    Wanted wantedBy(ProcedureCall call) {
        return switch (call.name()) {
            case "sp_executesql" -> new Wanted.Run(request(call, call.text(0), 2));
            case "sp_prepexec" -> new Wanted.Run(prepared(call, call.text(2), 3));
            case "sp_prepare" -> new Wanted.Nothing(prepared(call, call.text(2), 4));
            case "sp_unprepare" -> {
                byHandle.remove(call.number(0));
                yield new Wanted.Nothing(request(call, "", 1));
            }
            case "sp_execute" -> execute(call);
            default ->
                    new Wanted.Unknown(
                            request(call, "", 0), SqlServerError.noSuchProcedure(call.name()));
        };
    }

    private Wanted execute(ProcedureCall call) {
        int handle = call.number(0);
        String sql = byHandle.get(handle);
        if (sql == null) {
            return new Wanted.Unknown(
                    request(call, "", 1),
                    new SqlServerError(
                            8179,
                            16,
                            "Could not find prepared statement with handle %d.".formatted(handle)));
        }
        return new Wanted.Run(request(call, sql, 1));
    }

    private Request prepared(ProcedureCall call, String sql, int parametersFrom) {
        byHandle.put(++handles, sql);
        return new Request(
                call.name(), sql, call.valuesFrom(parametersFrom), OptionalInt.of(handles));
    }

    private static Request request(ProcedureCall call, String sql, int parametersFrom) {
        List<?> parameters = call.valuesFrom(parametersFrom);
        return new Request(call.name(), sql, parameters, OptionalInt.empty());
    }
}
