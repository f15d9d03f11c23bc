// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// Somebody with code: does what it is told, and refuses tokens or calls back when it is being paid.
contract Actor {
    bool internal refuses;
    address internal target;
    bytes internal nested;
    /// What the last nested call answered; nothing if it worked.
    bytes public answer;
    uint256 public calls;

    function act(address to, bytes calldata data) external payable returns (bytes memory) {
        (bool done, bytes memory result) = to.call{value: msg.value}(data);
        if (!done) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
        return result;
    }

    function refuse() external {
        refuses = true;
    }

    /// From now on it calls this whenever it is paid, and takes the tokens whether or not the call works.
    function callBack(address to, bytes calldata data) external {
        (target, nested) = (to, data);
    }

    receive() external payable {
        require(!refuses, "no tokens, please");
        if (target == address(0)) return;
        ++calls;
        (bool done, bytes memory result) = target.call(nested);
        answer = done ? bytes("") : result;
    }
}
