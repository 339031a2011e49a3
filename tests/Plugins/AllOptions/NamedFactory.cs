using EventSinks;

namespace AllOptions;

/// <summary>A factory between a sink type's own and the contract's.</summary>
public abstract class NamedFactory<TName, TOptions> : EventSinkFactory<TOptions>
    where TOptions : class
{
    protected override SinkDestination Describe(TOptions options) => new(typeof(TName).Name);
}
