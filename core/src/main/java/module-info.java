/**
 * The rules of Understudy, as pure values: no run-time dependency, no I/O and no clock of its own.
 */
@org.jspecify.annotations.NullMarked
module dev.understudy.core {
    requires static transitive org.jspecify;

    exports dev.understudy.time;
}
