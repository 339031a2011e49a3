using System.Composition;

namespace EventSinks.Discovery.Factories;

/// <summary>A factory with two constructors, of which the smaller is marked.</summary>
[ExportEventSink("test-marked")]
public sealed class MarkedConstructorFactory : EventSinkFactory<object>
{
    [ImportingConstructor]
    public MarkedConstructorFactory(TimeProvider clock) => Clock = clock;

    public MarkedConstructorFactory(TimeProvider clock, IFormatProvider culture)
        : this(clock) => ArgumentNullException.ThrowIfNull(culture);

    public TimeProvider Clock { get; }

    protected override SinkDestination Describe(object options) => new("nowhere");

    protected override IEventSink Create(object options, SinkContext context) => throw new NotSupportedException();
}
