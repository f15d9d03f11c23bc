package network.cuckoo.scheduler.sessions;

/** Whose session token it is. */
public sealed interface Authentication {
    /** The session is live. */
    record Live(Session session) implements Authentication {}

    /** A newer login, a logout or time ended the session. */
    record Ended() implements Authentication {}

    /** Nobody was given this token. */
    record Unknown() implements Authentication {}
}
