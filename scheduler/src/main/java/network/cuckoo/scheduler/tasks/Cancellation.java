package network.cuckoo.scheduler.tasks;

/** What became of an app's wish to cancel. */
public sealed interface Cancellation {
    /** The task is cancelled, now or by an earlier wish, and its price released. */
    record Cancelled(TaskView task) implements Cancellation {}

    /** The task had finished before; nothing changed. */
    record AlreadyFinished(TaskView task) implements Cancellation {}

    /** The app has no such task. */
    record NotFound() implements Cancellation {}
}
