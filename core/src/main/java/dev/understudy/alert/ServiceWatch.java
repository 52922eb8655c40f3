package dev.understudy.alert;

/** Sees what happens in the service, on the operator's behalf. Thread-safe, and never blocks. */
@FunctionalInterface
public interface ServiceWatch {
    /** Nobody watches. */
    ServiceWatch NOBODY = _ -> {};

    void saw(ServiceEvent event);
}
