using EventSinks;

namespace ContractV1;

/// <summary>A sink type whose sink takes one event at a time, by a factory that has no typed base.</summary>
[ExportEventSink("contract-v1-single", EventSinkContract.Version)]
public sealed class V1SingleFactory : IEventSinkFactory
{
    private readonly ISinkHttp _http;
    private readonly TimeProvider _clock;

    public V1SingleFactory(ISinkHttp http, TimeProvider clock)
    {
        _http = http;
        _clock = clock;
    }

    public Type OptionsType => typeof(V1Options);

    public SinkDestination Describe(object options) => new(((V1Options)options).Room);

    public void Check(object options, OptionsCheck check)
    {
    }

    public IEventSink Create(object options, SinkContext context) =>
        ReferenceEquals(context.Clock, _clock)
            ? new V1SingleSink(_http.GetClient(new SinkHttpSettings()))
            : throw new InvalidOperationException("the clock of the lane is another than the host's");
}
