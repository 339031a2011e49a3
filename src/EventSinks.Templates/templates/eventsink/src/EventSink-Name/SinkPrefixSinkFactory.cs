using EventSinks;

namespace SinkNamespace;

/// <summary>Makes sinks of the type <c>sink-type-used</c>. One for all stacks; it does no I/O.</summary>
/// <param name="http">Where clients come from: connections are the host's.</param>
[ExportEventSink("sink-type-used")]
public sealed class SinkPrefixSinkFactory(ISinkHttp http) : EventSinkFactory<SinkPrefixOptions>
{
    /// <inheritdoc />
    protected override SinkDestination Describe(SinkPrefixOptions options) => new(options.Url, Endpoint: new Uri(options.Url).Authority);

    /// <inheritdoc />
    protected override void Check(SinkPrefixOptions options, OptionsCheck check)
    {
        var url = new Uri(options.Url);
        if (url.Scheme is not ("http" or "https"))
        {
            check.Error(nameof(options.Url), $"url begins with http:// or https://, not {url.Scheme}:");
        }

        if (!http.MayConnect(url))
        {
            check.Error(nameof(options.Url), $"url leads to {url.IdnHost}, an address that sinks may not connect to");
        }

        if (url.UserInfo.Length > 0)
        {
            // The destination's identity is stored and shown.
            check.Error(nameof(options.Url), "url holds no user or password; a token belongs into token");
        }
    }

    /// <inheritdoc />
    protected override IEventSink Create(SinkPrefixOptions options, SinkContext context) => new SinkPrefixSink(http.GetClient(new()), options);
}
