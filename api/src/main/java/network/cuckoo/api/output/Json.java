package network.cuckoo.api.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.AppId;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.EpochNumber;
import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.LeaseId;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.OwnerAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.TaskId;
import network.cuckoo.domain.Wei;

/** Writes answers: ids, hashes, addresses, times and amounts as strings, heights and counters as numbers, nothing for null. */
public final class Json {
    private static final List<Class<?>> STRINGS = List.of(
            Address.class,
            AppId.class,
            BigInteger.class,
            Hash32.class,
            Instant.class,
            LeaseId.class,
            ModelId.class,
            NodeAddress.class,
            OwnerAddress.class,
            SessionId.class,
            TaskId.class,
            Wei.class);
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** The answer's bytes in UTF-8. */
    public static byte[] bytes(Object answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("can't write " + answer.getClass() + " as JSON", e);
        }
    }

    private static ObjectMapper mapper() {
        var module = new SimpleModule("cuckoo");
        for (Class<?> type : STRINGS) {
            module.addSerializer(type, ToStringSerializer.instance);
        }
        module.addSerializer(BlockNumber.class, new NumberSerializer<>(BlockNumber.class, BlockNumber::value));
        module.addSerializer(ChainId.class, new NumberSerializer<>(ChainId.class, ChainId::value));
        module.addSerializer(EpochNumber.class, new NumberSerializer<>(EpochNumber.class, EpochNumber::value));
        module.addSerializer(Fence.class, new NumberSerializer<>(Fence.class, Fence::value));
        return JsonMapper.builder()
                .addModule(module)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }
}
