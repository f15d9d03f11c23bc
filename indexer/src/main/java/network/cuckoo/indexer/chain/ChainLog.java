package network.cuckoo.indexer.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Hash32;
import org.web3j.protocol.core.methods.response.Log;

/** A log as the node gave it, with the block that the node says it is in. */
record ChainLog(
        BlockNumber blockNumber, Hash32 blockHash, int logIndex, Hash32 transactionHash, Address contract, Log raw) {
    static ChainLog of(JsonNode json) {
        return new ChainLog(
                new BlockNumber(Hex.number(json, "blockNumber")),
                Hex.hash(json, "blockHash"),
                Math.toIntExact(Hex.number(json, "logIndex")),
                Hex.hash(json, "transactionHash"),
                Address.parse(Hex.text(json, "address")),
                raw(json));
    }

    private static Log raw(JsonNode json) {
        var topics = new ArrayList<String>();
        json.path("topics").forEach(topic -> topics.add(topic.asText()));
        var log = new Log();
        log.setTopics(topics);
        log.setData(Hex.text(json, "data"));
        log.setLogIndex(Hex.text(json, "logIndex"));
        log.setTransactionHash(Hex.text(json, "transactionHash"));
        return log;
    }
}
