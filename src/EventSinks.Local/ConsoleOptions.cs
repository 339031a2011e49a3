using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace EventSinks.Local;

/// <summary>The options of a <c>console</c> declaration.</summary>
public sealed record ConsoleOptions
{
    /// <summary>Gets the stream of the process that lines go to: <c>stdout</c> or <c>stderr</c>.</summary>
    /// <value>The default is <c>stdout</c>.</value>
    [AllowedValues("stdout", "stderr")]
    [Description("The stream of the engine that lines go to.")]
    [DefaultValue("stdout")]
    public string Target { get; init; } = "stdout";

    /// <summary>
    /// Gets what a line looks like: <c>text</c> as Heat's client shows events, or <c>json</c>, Heat's event body.
    /// </summary>
    /// <value>The default is <c>text</c>.</value>
    [AllowedValues("text", "json")]
    [Description("What a line looks like: text as Heat's client shows events, or Heat's event body as JSON.")]
    [DefaultValue("text")]
    public string Style { get; init; } = "text";
}
