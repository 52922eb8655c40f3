package dev.understudy.data.result;

/** What somebody would like to see. It is granted where the shape of the result allows it. */
public enum ChartWish {
    /** What the shape asks for. */
    AUTO,
    NONE,
    BAR,
    LINE,
    PIE
}
