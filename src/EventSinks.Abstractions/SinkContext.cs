namespace EventSinks;

/// <summary>What a factory may know of the lane that it makes a sink for. Immutable.</summary>
/// <param name="Stack">The stack whose events the sink will get.</param>
/// <param name="BindingName">The declaration's <c>name</c>, or the name that the host gave it; unique within the stack.</param>
/// <param name="Clock">The clock that all waits and stamps of the sink go by.</param>
/// <remarks>For a logger, import <c>ILoggerFactory</c> in the factory's constructor: the contract itself depends on no logging library.</remarks>
public sealed record SinkContext(StackIdentity Stack, string BindingName, TimeProvider Clock);
