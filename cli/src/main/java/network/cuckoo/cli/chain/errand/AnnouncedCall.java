package network.cuckoo.cli.chain.errand;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.Utils;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.utils.Numeric;

/** What an announcement of the governor's calls, in words: one of the acts of {@link GovernorAct} or whatever else it is. */
final class AnnouncedCall {
    private static final int SELECTOR_HEX = 2 + 8;
    private static final TypeReference<?> ADDRESS = TypeReference.create(org.web3j.abi.datatypes.Address.class);
    private static final TypeReference<?> NUMBER = TypeReference.create(Uint256.class);
    private static final TypeReference<?> BYTES = TypeReference.create(Bytes32.class);
    private static final TypeReference<?> FLAG = TypeReference.create(Bool.class);

    private static final Map<String, Form> FORMS = Map.of(
            selector("setArbiter(address)"),
            new Form(List.of(ADDRESS), values -> new GovernorAct.Arbiter(address(values.getFirst()))),
            selector("setTreasury(address,uint16)"),
            new Form(
                    List.of(ADDRESS, NUMBER),
                    values -> new GovernorAct.Treasury(
                            address(values.getFirst()), number(values.getLast()).intValueExact())),
            selector("setPauseGuardian(address)"),
            new Form(List.of(ADDRESS), values -> new GovernorAct.PauseGuardian(address(values.getFirst()))),
            selector("setCaseBond(uint256)"),
            new Form(List.of(NUMBER), values -> new GovernorAct.CaseBond(new Wei(number(values.getFirst())))),
            selector("setMaxSlash(uint16)"),
            new Form(
                    List.of(NUMBER),
                    values -> new GovernorAct.MaxSlash(number(values.getFirst()).intValueExact())),
            selector("setModelPolicy(bytes32,bytes32)"),
            new Form(
                    List.of(BYTES, BYTES),
                    values -> new GovernorAct.ModelPolicy(hash(values.getFirst()), hash(values.getLast()))),
            selector("setReferee(address,bool)"),
            new Form(
                    List.of(ADDRESS, FLAG),
                    values -> new GovernorAct.Referee(address(values.getFirst()), (Boolean)
                            values.getLast().getValue())),
            selector("claimCredit()"),
            new Form(List.of(), values -> new GovernorAct.ClaimCredit()));

    private AnnouncedCall() {}

    private record Form(List<TypeReference<?>> inputs, Function<List<Type>, GovernorAct> act) {}

    static String told(CuckooGovernor.CallScheduledEventResponse call, Address staking) {
        Address target = Address.parse(call.target);
        var paid = new Wei(call.value);
        if (call.data.length == 0) {
            return new GovernorAct.Pay(target, paid).told();
        }
        String data = Numeric.toHexString(call.data);
        Form form = FORMS.get(data.substring(0, Math.min(SELECTOR_HEX, data.length())));
        if (form != null && target.equals(staking) && paid.equals(Wei.ZERO)) {
            String arguments = data.substring(SELECTOR_HEX);
            return form.act()
                    .apply(FunctionReturnDecoder.decode(arguments, Utils.convert(form.inputs())))
                    .told();
        }
        return "the governor calls " + target + " with " + data + " and pays " + paid.toCai();
    }

    private static String selector(String signature) {
        return Keccak256.hash(signature).hex().substring(0, SELECTOR_HEX);
    }

    private static Address address(Type<?> value) {
        return Address.parse((String) value.getValue());
    }

    private static BigInteger number(Type<?> value) {
        return (BigInteger) value.getValue();
    }

    private static Hash32 hash(Type<?> value) {
        return Hash32.of((byte[]) value.getValue());
    }
}
