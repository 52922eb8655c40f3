package dev.understudy.tds;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a stored procedure (RPC): its name in lower case, and its parameters' values. */
record ProcedureCall(String name, List<@Nullable Object> values) {
    private static final int BY_NUMBER = 0xFFFF;
    private static final int NEXT_CALL = 0xFF;

    /** The procedures that have a number, as far as the driver uses them without server cursors. */
    private static final Map<Integer, String> NUMBERED =
            Map.of(
                    10, "sp_executesql",
                    11, "sp_prepare",
                    12, "sp_execute",
                    13, "sp_prepexec",
                    15, "sp_unprepare");

    static ProcedureCall read(Message message) throws ProtocolException {
        WireReader reader = message.readerBehindHeaders();
        int length = reader.u16();
        String name;
        if (length == BY_NUMBER) {
            int number = reader.u16();
            name = NUMBERED.getOrDefault(number, "procedure " + number);
        } else {
            name = reader.utf16(length);
        }
        reader.u16(); // options
        return new ProcedureCall(name.toLowerCase(Locale.ROOT), values(reader));
    }

    private static List<@Nullable Object> values(WireReader reader) throws ProtocolException {
        List<@Nullable Object> values = new ArrayList<>();
        while (reader.left() > 0) {
            int nameUnits = reader.u8();
            if (nameUnits == NEXT_CALL) {
                throw new ProtocolException("several procedure calls in one message");
            }
            reader.utf16(nameUnits);
            reader.u8(); // by reference or default
            values.add(ParameterValue.read(reader));
        }
        return values;
    }

    /** The text at {@code place}; empty where there is none. */
    String text(int place) {
        return place < values.size() && values.get(place) instanceof String text ? text : "";
    }

    int number(int place) {
        return place < values.size() && values.get(place) instanceof Long number
                ? number.intValue()
                : 0;
    }

    List<@Nullable Object> valuesFrom(int place) {
        return values.subList(Math.min(place, values.size()), values.size());
    }
}
