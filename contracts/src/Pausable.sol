// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title A pause that ends by itself
/// @notice Stops what brings money in, never what takes it out. A pause has a longest time, and after it the same time
/// must pass before the next, so nobody can keep a network paused.
interface IPausable {
    /// Pauses for `duration` seconds from now. Only the pause guardian or the governor.
    function pause(uint64 duration) external;

    /// Ends a pause before its time. Only the pause guardian or the governor.
    function unpause() external;

    /// Until when the pause lasts (Unix seconds); it is over if that is now or earlier.
    function pausedUntil() external view returns (uint64);

    /// The earliest time of the next pause (Unix seconds).
    function nextPauseAt() external view returns (uint64);

    /// A constructor parameter or a new limit is out of its range; `key` is its name.
    error InvalidParameter(bytes32 key);
    /// The caller holds none of the roles that may do this.
    error NotAllowed(address caller);
    /// The call is paused until then (Unix seconds).
    error Paused(uint64 until);
    /// No pause may begin before then (Unix seconds).
    error PauseTooSoon(uint64 nextPauseAt);
    /// The pause is zero or longer than allowed (seconds).
    error PauseTooLong(uint64 duration, uint64 longest);
    /// There is no pause to end.
    error NotPaused();

    event ParameterChanged(bytes32 indexed key, bytes value);
}

/// @notice The pause itself; who may use it and how long it may last is for the heir to say.
abstract contract Pausable is IPausable {
    using SafeCast for uint256;

    /// @inheritdoc IPausable
    uint64 public override pausedUntil;
    /// @inheritdoc IPausable
    uint64 public override nextPauseAt;

    modifier whenNotPaused() {
        require(block.timestamp >= pausedUntil, Paused(pausedUntil));
        _;
    }

    /// @inheritdoc IPausable
    function pause(uint64 duration) external {
        _requirePauser(msg.sender);
        uint64 longest = _longestPause();
        require(duration > 0 && duration <= longest, PauseTooLong(duration, longest));
        require(block.timestamp >= nextPauseAt, PauseTooSoon(nextPauseAt));
        uint64 until = block.timestamp.toUint64() + duration;
        nextPauseAt = until + longest;
        _setPause(until);
    }

    /// @inheritdoc IPausable
    function unpause() external {
        _requirePauser(msg.sender);
        require(block.timestamp < pausedUntil, NotPaused());
        _setPause(block.timestamp.toUint64());
    }

    function _requirePauser(address caller) internal view virtual;
    function _longestPause() internal view virtual returns (uint64);

    function _setPause(uint64 until) private {
        pausedUntil = until;
        emit ParameterChanged("pausedUntil", abi.encode(until, nextPauseAt));
    }
}
