/**
 * The rules of Understudy, as pure values: no run-time dependency, no I/O and no clock of its own.
 */
@org.jspecify.annotations.NullMarked
module dev.understudy.core {
    requires static transitive org.jspecify;

    exports dev.understudy.alert;
    exports dev.understudy.chat;
    exports dev.understudy.context;
    exports dev.understudy.execution;
    exports dev.understudy.failure;
    exports dev.understudy.health;
    exports dev.understudy.model;
    exports dev.understudy.notice;
    exports dev.understudy.quota;
    exports dev.understudy.text;
    exports dev.understudy.time;
    exports dev.understudy.usage;
}
