package network.cuckoo.domain.task;

import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.hash.AbiEncoder;

/**
 * A task as its draw commits to it.
 *
 * @param modelHash hash of the model's bundle, so that a result names the very weights
 * @param nonce 32 bytes; also the salt that keeps a guessable prompt from being read off the request hash
 * @param nonceFromApp whether the app chose the nonce; if not, the coordinator could have ground it, and receipts say so
 */
public record TaskRequest(ModelId model, Hash32 modelHash, TaskInput input, Hash32 nonce, boolean nonceFromApp) {
    private static final String VERSION = "cuckoo/request/v1";

    /**
     * {@code keccak256(abi.encode(string "cuckoo/request/v1", string model, bytes32 modelHash, bytes32 inputHash, bytes32
     * nonce))}.
     */
    public Hash32 requestHash() {
        return new AbiEncoder()
                .string(VERSION)
                .string(model.value())
                .bytes32(modelHash)
                .bytes32(input.hash())
                .bytes32(nonce)
                .keccak();
    }
}
