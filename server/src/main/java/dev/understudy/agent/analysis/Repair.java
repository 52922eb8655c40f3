package dev.understudy.agent.analysis;

import java.util.Locale;

/**
 * What is wrong with a plan, and what would help.
 *
 * @param why for people: one line
 * @param instruction for the model that wrote it
 */
record Repair(String why, String instruction) {
    /** The same for the same error, whatever numbers and names the database puts into it. */
    String signature() {
        return why.toLowerCase(Locale.ROOT).replaceAll("\\d+", "#").replaceAll("\\s+", " ").strip();
    }
}
