package dev.understudy.benchmarks.measure;

/** What a figure has to be. A figure that is not a number meets none but {@link Shown}. */
public sealed interface Goal {
    boolean metBy(double value);

    /** In words, without the unit; empty where there is nothing to reach. */
    String words();

    /** None: the figure is there to be read. */
    record Shown() implements Goal {
        @Override
        public boolean metBy(double value) {
            return true;
        }

        @Override
        public String words() {
            return "";
        }
    }

    record Below(double limit) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value < limit;
        }

        @Override
        public String words() {
            return "below " + Figure.number(limit);
        }
    }

    record AtMost(double limit) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value <= limit;
        }

        @Override
        public String words() {
            return "at most " + Figure.number(limit);
        }
    }

    record AtLeast(double limit) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value >= limit;
        }

        @Override
        public String words() {
            return "at least " + Figure.number(limit);
        }
    }

    record Exactly(double wanted) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value == wanted;
        }

        @Override
        public String words() {
            return Figure.number(wanted);
        }
    }
}
