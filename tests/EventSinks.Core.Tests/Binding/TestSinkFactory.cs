using EventSinks.Dispatch;

namespace EventSinks.Binding;

/// <summary>A sink type with typed options that warns, refuses and misbehaves on demand.</summary>
[ExportEventSink("test")]
public sealed class TestSinkFactory : EventSinkFactory<TestOptions>
{
    protected override SinkDestination Describe(TestOptions options) => new(options.Target);

    protected override void Check(TestOptions options, OptionsCheck check)
    {
        switch (options.Ttl)
        {
            case < 5:
                check.Warn(nameof(options.Ttl), $"ttl {options.Ttl} is low; 5 is used");
                break;
            case 66:
                check.Error(nameof(options.Ttl), "66 is not to be had");
                break;
            case 99:
                throw new InvalidOperationException("a defect");
        }
    }

    protected override IEventSink Create(TestOptions options, SinkContext context) => ScriptedSink.Delivering();
}
