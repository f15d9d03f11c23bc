package network.cuckoo.worker.node.protocol;

/** The secret that a login gave out; its text form hides it. */
public record SessionToken(String secret) {
    public SessionToken {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the session token is empty");
        }
    }

    @Override
    public String toString() {
        return "SessionToken[hidden]";
    }
}
