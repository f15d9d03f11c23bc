// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title CuckooFaucet
/// @notice Gives test tokens away: one portion per receiver and wait, and so many portions per wait in all. For test
/// networks only. Whoever sends tokens to it fills it; nobody can take them out in another way.
contract CuckooFaucet {
    /// What one receiver gets at a time (wei).
    uint256 public immutable PORTION;
    /// Seconds between two portions of one receiver, and the length of a round.
    uint64 public immutable WAIT;
    /// Portions per round.
    uint32 public immutable MOST_PER_ROUND;

    /// When a receiver got its last portion (Unix seconds).
    mapping(address receiver => uint64 time) public lastAt;
    /// When the present round began (Unix seconds), and what it gave.
    uint64 public roundAt;
    uint32 public givenInRound;

    event Filled(address indexed from, uint256 amount);
    event Given(address indexed receiver, uint256 amount);

    /// A constructor parameter is out of its range.
    error InvalidParameter(bytes32 key);
    /// The receiver's next portion is due then (Unix seconds).
    error TooSoon(address receiver, uint64 nextAt);
    /// This round's portions are given; the next round begins then (Unix seconds).
    error RoundIsOver(uint64 nextAt);
    /// The faucet holds less than a portion (wei).
    error FaucetEmpty(uint256 balance, uint256 portion);
    /// The receiver refused the payment.
    error PaymentFailed(address to, uint256 amount);

    constructor(uint256 portion, uint64 wait, uint32 mostPerRound) payable {
        require(portion > 0, InvalidParameter("portion"));
        require(wait > 0 && wait <= 365 days, InvalidParameter("wait"));
        require(mostPerRound > 0, InvalidParameter("mostPerRound"));
        PORTION = portion;
        WAIT = wait;
        MOST_PER_ROUND = mostPerRound;
    }

    receive() external payable {
        emit Filled(msg.sender, msg.value);
    }

    /// Gives a portion to `receiver`; anybody may ask for anybody.
    function give(address payable receiver) external {
        uint64 present = uint64(block.timestamp);
        uint64 last = lastAt[receiver];
        require(last == 0 || present >= last + WAIT, TooSoon(receiver, last + WAIT));
        if (present >= roundAt + WAIT) {
            roundAt = present;
            givenInRound = 0;
        }
        require(givenInRound < MOST_PER_ROUND, RoundIsOver(roundAt + WAIT));
        require(address(this).balance >= PORTION, FaucetEmpty(address(this).balance, PORTION));
        lastAt[receiver] = present;
        ++givenInRound;
        emit Given(receiver, PORTION);
        (bool sent,) = receiver.call{value: PORTION}("");
        require(sent, PaymentFailed(receiver, PORTION));
    }
}
