package network.cuckoo.contracts.differential;

/**
 * A pause that ends by itself; after the end it was given the longest pause must pass before the next may begin, also if
 * it was ended earlier.
 */
final class Pause {

    private long pausedUntil;
    private long nextPauseAt;

    Pause() {}

    Pause(Pause other) {
        pausedUntil = other.pausedUntil;
        nextPauseAt = other.nextPauseAt;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    long nextPauseAt() {
        return nextPauseAt;
    }

    boolean requireNone(Message message) {
        return message.require(message.now() >= pausedUntil, Refusal.PAUSED);
    }

    void begin(Message message, long duration, long longest, Governance governance) {
        message.require(governance.mayPause(message.caller()), Refusal.NOT_ALLOWED);
        message.require(duration > 0 && duration <= longest, Refusal.PAUSE_TOO_LONG);
        message.require(message.now() >= nextPauseAt, Refusal.PAUSE_TOO_SOON);
        if (!message.refused()) {
            pausedUntil = message.now() + duration;
            nextPauseAt = pausedUntil + longest;
        }
    }

    void end(Message message, Governance governance) {
        message.require(governance.mayPause(message.caller()), Refusal.NOT_ALLOWED);
        message.require(message.now() < pausedUntil, Refusal.NOT_PAUSED);
        if (!message.refused()) {
            pausedUntil = message.now();
        }
    }
}
