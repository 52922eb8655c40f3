package dev.understudy.data.offline.question;

/** How many values become one. */
enum Aggregate {
    COUNT("the number of"),
    SUM("the sum of"),
    AVERAGE("the average of"),
    MINIMUM("the lowest"),
    MAXIMUM("the highest"),
    SHARE("the share of");

    private final String words;

    Aggregate(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
