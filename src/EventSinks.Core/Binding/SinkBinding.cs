using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.Binding;

/// <summary>A declaration, checked against the options of its sink type: ready to deliver. Immutable.</summary>
public sealed class SinkBinding
{
    private readonly IEventSinkFactory _factory;
    private readonly object _options;

    internal SinkBinding(
        SinkDeclaration declaration,
        CommonOptions common,
        string name,
        SinkDestination destination,
        int ordinal,
        IEventSinkFactory factory,
        object options)
    {
        Declaration = declaration;
        Common = common;
        Name = name;
        Destination = destination;
        Ordinal = ordinal;
        _factory = factory;
        _options = options;
    }

    /// <summary>Gets what the user wrote.</summary>
    public SinkDeclaration Declaration { get; }

    /// <summary>Gets the name: the declaration's own, or the sink type and the destination.</summary>
    public string Name { get; }

    /// <summary>Gets the sink type.</summary>
    public string SinkType => Declaration.Type;

    /// <summary>Gets where it delivers.</summary>
    public SinkDestination Destination { get; }

    /// <summary>Gets which one it is among the stack's bindings with this sink type and destination, from 0.</summary>
    public int Ordinal { get; }

    /// <summary>Gets whether it is the operator's own, which every stack has, rather than the stack's user's.</summary>
    public bool IsGlobal { get; internal init; }

    /// <summary>Gets the warnings about it, of reading apart.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; internal init; } = [];

    /// <summary>Gets what it says with the keys that are common to all sinks.</summary>
    internal CommonOptions Common { get; }

    /// <summary>Says whether its declaration wants an event, going by what it says with <c>events</c>.</summary>
    /// <param name="stack">The event's stack.</param>
    /// <param name="e">The event.</param>
    /// <returns>Whether the event is delivered rather than filtered.</returns>
    public bool Wants(StackIdentity stack, StackEvent e)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(e);
        return Common.Events?.For(stack)(e) ?? true;
    }

    /// <summary>Makes its sink. Runs plug-in code, which may throw or take long.</summary>
    /// <param name="stack">The stack whose events the sink will get.</param>
    /// <param name="clock">The clock that the sink goes by.</param>
    /// <returns>A sink that the caller owns.</returns>
    public IEventSink CreateSink(StackIdentity stack, TimeProvider clock) => _factory.Create(_options, new SinkContext(stack, Name, clock));
}
