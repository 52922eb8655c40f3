package dev.understudy.gateway;

/** What a team is doing, for whoever watches. Never part of the answer. */
public sealed interface AgentStep {
    /** The supervisor has chosen a team. */
    record Routed(String team) implements AgentStep {}

    /** A statement was written, and let through. */
    record SqlWritten(String source, String sql) implements AgentStep {}

    /** A statement was refused or failed, and is written anew. {@code why} is for people. */
    record SqlRepaired(String why) implements AgentStep {}

    /** A statement gave its rows. */
    record SqlRan(String source, int rows, long millis) implements AgentStep {}

    /** A tool was used; {@code what} is one line: {@code calculate 15% of 850}. */
    record ToolUsed(String what) implements AgentStep {}

    /** From here on it is the answer. */
    record Answering() implements AgentStep {}

    /** What follows says why there is no answer. */
    record Unanswered() implements AgentStep {}

    /** Whether the work is over, and the text begins. */
    default boolean textFollows() {
        return this instanceof Answering || this instanceof Unanswered;
    }

    /** A sign in front of the title. */
    default String sign() {
        return switch (this) {
            case Routed _ -> "🎯";
            case SqlWritten _ -> "📝";
            case SqlRepaired _ -> "🔧";
            case SqlRan _ -> "📊";
            case ToolUsed _ -> "🧮";
            case Answering _ -> "✅";
            case Unanswered _ -> "⚠️";
        };
    }

    /** One line. */
    default String title() {
        return switch (this) {
            case Routed _ -> "SupervisorAgent";
            case SqlWritten(var source, _) -> "SQL for " + source;
            case SqlRepaired _ -> "Repairing the SQL";
            case SqlRan(var source, int rows, long millis) ->
                    "%d %s from %s in %d ms"
                            .formatted(rows, rows == 1 ? "row" : "rows", source, millis);
            case ToolUsed _ -> "Tool";
            case Answering _ -> "Answer";
            case Unanswered _ -> "No answer";
        };
    }

    /** What stands below the title; empty for nothing. */
    default String text() {
        return switch (this) {
            case Routed(var team) -> "Routing to: " + team;
            case SqlWritten(_, var sql) -> sql;
            case SqlRepaired(var why) -> why;
            case ToolUsed(var what) -> what;
            case SqlRan _, Answering _, Unanswered _ -> "";
        };
    }
}
