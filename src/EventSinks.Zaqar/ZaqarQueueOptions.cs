using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace EventSinks.Zaqar;

/// <summary>
/// The options of a <c>zaqar-queue</c> declaration: the keys that Heat's own sink of that name takes, and some of this one's. Immutable.
/// </summary>
public sealed record ZaqarQueueOptions
{
    /// <summary>The shortest time to live that any Zaqar takes, in seconds; a constant of the server.</summary>
    public const int MinimumTtl = 60;

    /// <summary>The longest time to live that a Zaqar takes unless it is configured to take less, in seconds: 14 days.</summary>
    public const int MaximumTtl = 1_209_600;

    /// <summary>The longest delay that a Zaqar takes unless it is configured to take less, in seconds: 15 minutes.</summary>
    public const int MaximumDelay = 900;

    /// <summary>Gets the queue's name: 1 to 64 of <c>[A-Za-z0-9_.-]</c>. Zaqar makes the queue when the first message comes.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]{1,64}$", ErrorMessage = "target is a queue's name: 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-'.")]
    [Description("The queue's name: 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-'.")]
    public required string Target { get; init; }

    /// <summary>
    /// Gets how long a message stays in the queue, in seconds: 1 to 1,209,600. Zaqar takes nothing below 60, so 1 to 59 become 60, with a
    /// warning.
    /// </summary>
    /// <value>The default is null: the queue's own <c>_default_message_ttl</c>, which is 3600 unless somebody has set it.</value>
    [Range(1, MaximumTtl, ErrorMessage = "ttl is a number of seconds from 1 to 1209600.")]
    [Description("How long a message stays in the queue, in seconds; without it the queue's own default, else 3600. Zaqar takes nothing below 60: 1 to 59 become 60.")]
    public int? Ttl { get; init; }

    /// <summary>Gets how long readers do not see a message yet, in seconds: 0 to 900.</summary>
    /// <value>The default is null: the queue's own <c>_default_message_delay</c>, which is 0 unless somebody has set it.</value>
    /// <remarks>
    /// Zaqar heeds a message's delay only in queues that have a <c>_default_message_delay</c>; a queue that this sink creates gets it.
    /// </remarks>
    [Range(0, MaximumDelay, ErrorMessage = "delay is a number of seconds from 0 to 900.")]
    [Description("How long readers do not see a message yet, in seconds. Heeded by queues that have a _default_message_delay; one that is created for this sink gets it.")]
    public int? Delay { get; init; }

    /// <summary>
    /// Gets the metadata to create the queue with before the first message, for instance <c>_max_messages_post_size</c> or
    /// <c>_default_message_ttl</c>. A queue that is there already is left as it is.
    /// </summary>
    /// <value>The default is null: the queue is not created beforehand.</value>
    [Description("The metadata to create the queue with before the first message. A queue that is there already is left as it is.")]
    public IReadOnlyDictionary<string, JsonElement>? QueueMetadata { get; init; }

    /// <summary>Gets what Zaqar's <c>share</c> returned for this queue, instead of credentials. Never shown.</summary>
    [SecretOption]
    [Description("What Zaqar's share returned for this queue (paths, methods, project, expires, signature), instead of credentials.")]
    public SignedUrlOptions? SignedUrl { get; init; }

    /// <summary>Gets the time to live that goes over the wire, in seconds; null to leave it to the queue.</summary>
    internal int? EffectiveTtl => Ttl is { } ttl ? Math.Max(ttl, MinimumTtl) : null;
}
