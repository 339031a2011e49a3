namespace EventSinks.Reliability.Engine;

/// <summary>Makes sinks of type <c>counting</c>, which tell a receiver what each batch held.</summary>
[ExportEventSink("counting")]
public sealed class CountingSinkFactory(ISinkHttp http, ReceiverAddress receiver) : EventSinkFactory<CountingSinkOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(CountingSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(options.Target, receiver.Url.Authority);
    }

    /// <inheritdoc />
    protected override IEventSink Create(CountingSinkOptions options, SinkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new CountingSink(http.GetClient(new SinkHttpSettings { AddressFromOperator = true }), receiver, context.Stack.Id);
    }
}
