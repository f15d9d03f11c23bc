package network.cuckoo.scheduler.sessions;

import java.util.List;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.Signature;

/** Where miner nodes log in. */
public interface SessionDesk {
    /** A message for the node to sign; good once and for a short time. */
    LoginMessage challenge(NodeAddress node);

    /** Checks the signed message, the node's registration and stake, and its models; opens a session. */
    LoginOutcome login(String message, Signature signature, List<ServedModel> models, String software, String device);

    /** The session of this token. */
    Authentication authenticate(Secret token);

    /** Ends the session; its live leases go back to the queue. */
    void logout(Session session);
}
