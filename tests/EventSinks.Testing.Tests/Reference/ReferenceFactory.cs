namespace EventSinks.Testing.Reference;

/// <summary>A factory without a fault; broken ones change one thing of it.</summary>
public abstract class ReferenceFactory(ISinkHttp http, IStackCredentials credentials) : EventSinkFactory<ReferenceOptions>
{
    protected ISinkHttp Http => http;

    protected IStackCredentials Credentials => credentials;

    protected override SinkDestination Describe(ReferenceOptions options) => new(options.Address, new Uri(options.Address).Authority);

    protected override void Check(ReferenceOptions options, OptionsCheck check)
    {
        if (!options.Address.StartsWith("https:", StringComparison.Ordinal))
        {
            check.Error(nameof(options.Address), "the address is not one of https; use one that is");
        }
    }

    protected override IEventSink Create(ReferenceOptions options, SinkContext context) => new ReferenceSink(Parts(options, context));

    protected SinkParts Parts(ReferenceOptions options, SinkContext context) => new(http.GetClient(new()), credentials, options, context);
}
