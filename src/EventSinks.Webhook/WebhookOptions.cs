using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;

namespace EventSinks.Webhook;

/// <summary>The options of a <c>webhook</c> declaration. Immutable.</summary>
public sealed record WebhookOptions
{
    /// <summary>The most secrets that sign at a time: the one in use, and some that come and go.</summary>
    public const int MaxSecrets = 5;

    /// <summary>The most headers of the user's own.</summary>
    public const int MaxHeaders = 20;

    /// <summary>The most characters of a URL.</summary>
    public const int MaxUrlLength = 2_048;

    /// <summary>
    /// Gets where events are posted: an absolute URL with https; http where the operator allows it, or where the host is the machine itself.
    /// Never shown, since many a receiver knows its senders by the URL alone.
    /// </summary>
    [Required]
    [SecretOption]
    [StringLength(MaxUrlLength, MinimumLength = 1, ErrorMessage = "url has 1 to 2048 characters.")]
    [Description("Where events are posted: an absolute https URL. Whoever knows it may post there, so it is never shown.")]
    public required string Url { get; init; }

    /// <summary>
    /// Gets the secrets of Standard Webhooks that each request is signed with, 1 to 5: <c>whsec_</c> and 24 to 64 bytes as base64. With two,
    /// the receiver may change from one to the other. Never shown.
    /// </summary>
    /// <value>The default is null: requests are not signed.</value>
    [SecretOption]
    [Description("The secrets that each request is signed with by Standard Webhooks, 1 to 5: whsec_ and 24 to 64 bytes as base64. Without any, nothing is signed.")]
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>Gets headers to send along, each a text, such as <c>Authorization</c>; at most 20. Never shown.</summary>
    /// <value>The default is null: none.</value>
    [SecretOption]
    [Description("Headers to send along, at most 20, such as Authorization.")]
    public IReadOnlyDictionary<string, JsonElement>? Headers { get; init; }

    /// <summary>Gets whether a request holds a JSON array of events, as many as there are, rather than one event.</summary>
    /// <value>The default is false.</value>
    [DefaultValue(false)]
    [Description("true: a request holds a JSON array of events, with cloudevents as application/cloudevents-batch+json. false: one event.")]
    public bool Batch { get; init; }

    // Records print all members; of this one only what is no secret.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Url = (hidden), Secrets = (hidden), Headers = (hidden), Batch = ").Append(Batch);
        return true;
    }
}
