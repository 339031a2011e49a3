using System.Text.Json.Nodes;

namespace EventSinks.Binding;

/// <summary>The parts of the environment's JSON schema that are the same whatever sink types there are.</summary>
internal static class CommonSchemas
{
    // A key of the same name is described by a definition of the same name. In draft-07 what stands beside "$ref" is ignored; hence "allOf".
    private const string KeysJson =
        """
        {
          "name": {
            "description": "What the sink is called in reports.",
            "type": ["string", "null"], "minLength": 1, "maxLength": 255
          },
          "enabled": {
            "description": "false keeps the entry in the file and sends nothing.",
            "type": ["boolean", "null"], "default": true
          },
          "events": {
            "description": "Which events are sent; all of them if left out.",
            "type": ["object", "null"],
            "additionalProperties": false,
            "properties": {
              "actions": {
                "description": "Only events with one of these actions.",
                "allOf": [{ "$ref": "#/definitions/words" }],
                "examples": ["CREATE", "UPDATE", "DELETE", "SUSPEND", "RESUME", "ROLLBACK", "CHECK", "SNAPSHOT", "RESTORE", "ADOPT", "SIGNAL", "INIT"]
              },
              "statuses": {
                "description": "Only events with one of these statuses.",
                "allOf": [{ "$ref": "#/definitions/words" }],
                "examples": ["IN_PROGRESS", "COMPLETE", "FAILED"]
              },
              "resource_types": {
                "description": "Only events of resources of these types; * stands for anything.",
                "allOf": [{ "$ref": "#/definitions/words" }],
                "examples": ["OS::Nova::*"]
              },
              "level": {
                "description": "Events of the stack itself, of its resources, or both.",
                "enum": ["all", "stack", "resource", null], "default": "all"
              },
              "nested": {
                "description": "false leaves out the events of nested stacks.",
                "type": ["boolean", "null"], "default": true
              }
            }
          },
          "format": {
            "description": "The form of a message: Heat's own, the same with more about the stack, or CloudEvents 1.0.",
            "enum": ["heat", "heat-extended", "cloudevents", null], "default": "heat"
          },
          "properties": {
            "description": "Whether resource properties are sent along.",
            "enum": ["all", "none", null], "default": "all"
          },
          "max_age": {
            "description": "How old an event may be and still be sent: a number of seconds, or text such as 90s, 15m, 2h, 7d.",
            "type": ["integer", "string", "null"], "minimum": 1, "maximum": 315360000, "pattern": "^[0-9]{1,9}[smhd]$"
          },
          "remove": {
            "description": "In an update: true removes the sinks that have what this entry says.",
            "type": ["boolean", "null"], "default": false
          },
          "words": {
            "type": ["string", "array", "null"],
            "minLength": 1, "maxLength": 255, "minItems": 1, "maxItems": 64,
            "items": { "type": "string", "minLength": 1, "maxLength": 255 }
          }
        }
        """;

    private const string EnvironmentJson =
        """
        {
          "$schema": "http://json-schema.org/draft-07/schema#",
          "title": "Environment",
          "description": "What a stack's template leaves open, and where the stack's events go.",
          "type": ["object", "null"],
          "additionalProperties": false,
          "properties": {
            "parameters": {
              "description": "Values for the template's parameters.",
              "type": "object"
            },
            "parameter_defaults": {
              "description": "Values for parameters of this name in any template, nested ones too.",
              "type": "object"
            },
            "resource_registry": {
              "description": "What resource types stand for, and hooks.",
              "type": "object"
            },
            "event_sinks": {
              "description": "Where the stack's events go.",
              "type": "array",
              "items": { "$ref": "#/definitions/event_sink" }
            },
            "encrypted_param_names": {
              "description": "The parameters that the engine keeps encrypted; engines write it for themselves.",
              "type": "array"
            },
            "parameter_merge_strategies": {
              "description": "How the parameters of several files are put together.",
              "type": "object",
              "additionalProperties": { "enum": ["overwrite", "merge", "deep_merge"] }
            }
          }
        }
        """;

    public static JsonObject Environment() => JsonNode.Parse(EnvironmentJson)!.AsObject();

    public static JsonObject Keys() => JsonNode.Parse(KeysJson)!.AsObject();
}
