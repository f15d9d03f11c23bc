package network.cuckoo.domain.task;

import network.cuckoo.domain.Fence;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.NodeAddress;

/** What can happen to a task. */
public sealed interface LifeEvent {
    /** A draw was won by a miner with a free place. */
    record Drawn(NodeAddress winner) implements LifeEvent {}

    /** A draw was won by a busy miner, which keeps the task in one of its waiting places. */
    record KeptWaiting(NodeAddress winner) implements LifeEvent {}

    /** The miner that keeps the task waiting has a free place now. */
    record PlaceFreed() implements LifeEvent {}

    /** A miner says that it begins. */
    record Started(Speaker speaker) implements LifeEvent {}

    /** A miner hands in a fit, signed result. */
    record Delivered(Speaker speaker, Hash32 outputHash) implements LifeEvent {}

    /** A miner gives the task back. */
    record GivenBack(Speaker speaker, Cause cause) implements LifeEvent {}

    /** The live lease's deadline passed while a coordinator process was there to be spoken to. */
    record LeaseTimePassed() implements LifeEvent {}

    /** The session of the miner that holds the live lease ended. */
    record SessionEnded() implements LifeEvent {}

    /** No coordinator process was there for a while; all deadlines are extended by that. */
    record CoordinatorWasAway() implements LifeEvent {}

    /** Nobody is left to draw: all miners that are there have lost the task. */
    record NobodyLeft() implements LifeEvent {}

    /** The app takes the task back. */
    record CancelWished() implements LifeEvent {}

    /** The time passed by which the app wants the result. */
    record TaskTimePassed() implements LifeEvent {}

    /** A round finds that the model's bundle is not on offer any more. */
    record ModelWithdrawn() implements LifeEvent {}

    /** Who speaks about a lease: under which draw and fence. */
    record Speaker(int draw, NodeAddress miner, Fence fence) {}

    /** Why a miner gives a task back. */
    enum Cause {
        /** For a reason of its own. */
        OWN,
        /** It finds the input unfit for the model. */
        UNFIT_INPUT,
        /** The offer contradicts itself, and the coordinator's own check says so too. */
        BROKEN_OFFER
    }
}
