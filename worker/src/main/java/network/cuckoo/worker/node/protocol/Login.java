package network.cuckoo.worker.node.protocol;

import java.util.List;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.Signature;

/**
 * What a miner sends to log in.
 *
 * @param software name and version of the miner's program
 * @param device what it runs on, for people
 */
public record Login(
        LoginMessage message, Signature signature, String software, String device, List<ServedModel> models) {
    public Login {
        models = List.copyOf(models);
    }

    /**
     * A model that the miner has loaded.
     *
     * @param places tasks of it that the miner takes at a time
     */
    public record ServedModel(ModelId model, Hash32 modelHash, int places) {}
}
