"""The template as JSON: its tags as `Fn::…`, nothing resolved.

    expand.py < infra/aws/template.yaml > template.json

With `--translate STAGE` as CloudFormation gets it, after SAM's own translator,
with the managed policies by the names that SAM has for them.
"""

import json
import sys

import cfnlint.decode.cfn_yaml


def read(text):
    return json.loads(json.dumps(cfnlint.decode.cfn_yaml.loads(text)))


def translate(template, stage):
    from samtranslator.translator.transform import transform

    class Policies:
        def load(self):
            return {}

    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # `sam deploy` uploads the package and writes where it is.
            resource["Properties"]["CodeUri"] = "s3://packages/" + resource["Properties"]["CodeUri"].rsplit("/", 1)[-1]
    return transform(template, {"Stage": stage}, Policies())


if __name__ == "__main__":
    template = read(sys.stdin.read())
    if "--translate" in sys.argv:
        template = translate(template, sys.argv[sys.argv.index("--translate") + 1])
    json.dump(template, sys.stdout, indent=1, default=str)
