using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EventSinks.Zaqar;

/// <summary>The options of a <c>zaqar-queue</c> declaration: the keys that Heat's own sink of that name takes. Immutable.</summary>
public sealed record ZaqarQueueOptions
{
    /// <summary>The time to live that Heat gives a message when a declaration names none, in seconds.</summary>
    public const int DefaultTtl = 3600;

    /// <summary>The shortest time to live that any Zaqar takes, in seconds; a constant of the server.</summary>
    public const int MinimumTtl = 60;

    /// <summary>The longest time to live that a Zaqar takes unless it is configured to take less, in seconds: 14 days.</summary>
    public const int MaximumTtl = 1_209_600;

    /// <summary>Gets the queue's name: 1 to 64 of <c>[A-Za-z0-9_.-]</c>. Zaqar makes the queue when the first message comes.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]{1,64}$", ErrorMessage = "target is a queue's name: 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-'.")]
    [Description("The queue's name: 1 to 64 of the characters A-Z, a-z, 0-9, '_', '.' and '-'.")]
    public required string Target { get; init; }

    /// <summary>
    /// Gets how long a message stays in the queue, in seconds: 1 to 1,209,600. Zaqar takes nothing below 60, so 1 to 59 become 60, with a
    /// warning.
    /// </summary>
    /// <value>The default is 3600.</value>
    [Range(1, MaximumTtl, ErrorMessage = "ttl is a number of seconds from 1 to 1209600.")]
    [Description("How long a message stays in the queue, in seconds. Zaqar takes nothing below 60: 1 to 59 become 60.")]
    [DefaultValue(DefaultTtl)]
    public int Ttl { get; init; } = DefaultTtl;

    /// <summary>Gets the time to live that goes over the wire, in seconds.</summary>
    internal int EffectiveTtl => Math.Max(Ttl, MinimumTtl);
}
